/** Writes a library as a serverless function, ready to be deployed. */
import { readFileSync } from 'node:fs';
import functionScripts from 'serverless-script';
import { UserError } from '../core/errors.ts';
import { exitStatus } from '../core/exit-codes.ts';
import { readIndexFile } from '../library/index/finished-index.ts';
import type { Library } from '../library/library.ts';
import type { ExportFolder } from './manifest.ts';
import { exportSite, type SiteOptions } from './static-site.ts';

export const platforms = ['vercel', 'lambda'] as const;
export type Platform = (typeof platforms)[number];

export interface FunctionOptions extends SiteOptions {
  readonly version: string;
}

/** What each platform loads, and how the function is made. */
const entries: Readonly<Record<Platform, string>> = {
  vercel: 'export default createVercelFunction',
  lambda: 'export const handler = createLambdaHandler',
};

/** https://vercel.com/docs/build-output-api */
const vercelFolder = '.vercel/output';
const vercelConfiguration = {
  version: 3,
  routes: [{ handle: 'filesystem' }, { src: '/.*', dest: '/index' }],
};
const vercelFunction = {
  runtime: 'nodejs24.x',
  handler: 'index.mjs',
  launcherType: 'Nodejs',
  shouldAddHelpers: false,
  supportsResponseStreaming: true,
};

/** @throws UserError if the library has no index to ship */
export async function exportFunction(
  library: Library,
  folder: ExportFolder,
  platform: Platform,
  options: FunctionOptions,
): Promise<{ readonly noteCount: number }> {
  const index = readIndexFile(library);
  if (!index)
    throw new UserError(
      'A function needs a library of one folder with at least two notes, and its index.',
      exitStatus.usageError,
      'Name the folder with --library, and leave out --no-index.',
    );
  const isVercel = platform === 'vercel';
  const place = isVercel ? `${vercelFolder}/functions/index.func/` : '';
  if (isVercel) {
    await exportSite(library, folder.below(`${vercelFolder}/static/`), options);
    folder.write(`${vercelFolder}/config.json`, `${JSON.stringify(vercelConfiguration, undefined, 2)}\n`);
    folder.write(`${place}.vc-config.json`, `${JSON.stringify(vercelFunction, undefined, 2)}\n`);
  }
  const { title, version, hasRemoteImages } = options;
  const entry = entries[platform];
  const name = entry.split(' ').at(-1);
  folder.write(
    `${place}index.mjs`,
    `import { ${name} } from './readings/serverless.mjs';\n${entry}(new URL('.', import.meta.url).href, ${JSON.stringify({ title, version, hasRemoteImages })});\n`,
  );
  for (const [file, script] of Object.entries(functionScripts)) folder.write(`${place}readings/${file}`, script);
  folder.writeBytes(`${place}index.sqlite`, index);
  const notes = library.notes();
  for (const { path, file } of notes) folder.writeBytes(`${place}notes/${path}`, readFileSync(file));
  return { noteCount: notes.length };
}
