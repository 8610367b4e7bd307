/** The library as a function: what `readings export --to` writes beside the notes and their index. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { handleLambdaEvent } from 'srvx/aws-lambda';
import { openFinishedIndex } from '../../library/index/finished-index.ts';
import { loadParser } from '../../library/index/indexed-note.ts';
import { runWithTimeLimit } from '../../library/time-limit.ts';
import { createHandler } from '../../web/handler.ts';
import type { LibrarySource } from '../../web/route.ts';

interface FunctionOptions {
  readonly title: string;
  readonly version: string;
  readonly hasRemoteImages: boolean;
}

/** @param folder the folder of the function, which has `index.sqlite` and `notes` */
function createFetch(folder: string, options: FunctionOptions): (request: Request) => Promise<Response> {
  const path = fileURLToPath(folder);
  const library = openFinishedIndex(join(path, 'index.sqlite'), join(path, 'notes'));
  const source: LibrarySource = {
    use: async (answer) => {
      try {
        return await answer(library, library.state);
      } catch (error) {
        // Most answers come from the index alone, and the first one is waited for.
        if (!(error instanceof Error) || error.name !== 'ParserNeeded') throw error;
        await loadParser();
        return answer(library, library.state);
      }
    },
  };
  return createHandler({ ...options, source, runWithTimeLimit });
}

/** https://vercel.com/docs/functions/functions-api-reference */
export function createVercelFunction(folder: string, options: FunctionOptions) {
  return { fetch: createFetch(folder, options) };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html */
export function createLambdaHandler(folder: string, options: FunctionOptions) {
  const fetch = createFetch(folder, options);
  return (event: Parameters<typeof handleLambdaEvent>[1], context: Parameters<typeof handleLambdaEvent>[2]) =>
    handleLambdaEvent(fetch, event, context);
}
