/** The routes of the API. Each returns the records that a command prints with `--json`, a page at a time. */
import type { QuestionKind, ResultKind } from '../api/answers.ts';
import { computeAnswer } from '../api/answers.ts';
import type { AnswerKind, Answers, RenderContext } from '../render/answers.ts';
import type { ApiRoute } from './api-definitions.ts';
import { listParameters, routes } from './api-definitions.ts';
import { readParameters } from './parameters.ts';
import { ClientError } from './problem.ts';
import type { Body, Route, RouteContext } from './route.ts';
import { types } from './route.ts';

/** Kinds whose results differ from their own name. */
const resultKinds: Readonly<Partial<Record<QuestionKind, AnswerKind>>> = { related: 'search', backlinks: 'links' };

/** Results that a search looks for beyond the page, so that there is a next one. */
const maxResults = 1000;

export const apiRoutes: Readonly<Record<string, Route>> = Object.fromEntries(
  routes.map((route) => [route.path, (context: RouteContext) => answer(route, context)]),
);

async function answer(route: ApiRoute, context: RouteContext): Promise<Body> {
  const { url } = context;
  const { kind } = route;
  const values = readParameters(url, route, listParameters(route));
  const { limit, cursor } = values.paging;
  const question = {
    query: values.query,
    topics: values.topics,
    options: {
      ...values.parameters,
      // `/api/sections` lists every match, `/api/section` has exactly one.
      ...(route.path === '/api/sections' && values.parameters.first === undefined ? { all: true } : {}),
      ...(route.query === 'address' ? { exact: true } : {}),
    },
    parameters: { ...values.parameters, ...(kind === 'search' || kind === 'related' ? { limit: maxResults } : {}) },
  } as never;
  const results = await computeAnswer(kind, { library: context.library, workingFolder: '/' }, question);
  if (route.query === 'address') return renderSection(context, results as readonly Answers['show'][]);
  const page = results.slice(cursor, cursor + limit);
  const hasMore = results.length > cursor + limit;
  const next = new URL(url);
  next.searchParams.set('cursor', String(cursor + limit));
  return {
    type: types.json,
    content: await writeJson(kind, page, values.parameters.withContext === true),
    headers: hasMore ? { link: `<${next.pathname}${next.search}>; rel="next"` } : {},
  };
}

/** Writes results exactly as `--json` does. */
async function writeJson<Kind extends QuestionKind>(
  kind: Kind,
  results: readonly Answers[ResultKind<Kind> & AnswerKind][],
  hasContext: boolean,
): Promise<string> {
  const { json } = await import('../render/json.ts');
  const write = json[resultKinds[kind] ?? (kind as AnswerKind)] as (
    answers: readonly unknown[],
    context: Pick<RenderContext, 'hasContext'>,
  ) => Iterable<string>;
  return [...write(results, { hasContext })].join('');
}

/** Writes a section as JSON, Markdown or HTML, as the client prefers (RFC 9110 §12.5.1). */
async function renderSection(context: RouteContext, [section]: readonly Answers['show'][]): Promise<Body> {
  if (!section)
    throw new ClientError(
      404,
      'No section has this address.',
      'Addresses are in the records of /api/tree and /api/search.',
    );
  const type = selectType(context.request.headers.get('accept') ?? '');
  if (type === types.html) return (await import('./pages/section-page.ts')).renderSectionPage(context, section);
  if (type === types.json) return { type, content: await writeJson('show', [section], false) };
  const { markdown } = await import('../render/markdown.ts');
  const write = markdown.show as (sections: readonly Answers['show'][]) => Iterable<string>;
  return { type, content: [...write([section])].join('') };
}

function selectType(accept: string): (typeof types)[keyof typeof types] {
  const offers = [
    ['application/json', types.json],
    ['text/markdown', types.markdown],
    ['text/html', types.html],
  ] as const;
  const preferred = accept
    .split(',')
    .map((item, index) => {
      const [name = '', ...rest] = item.split(';').map((part) => part.trim());
      const quality = Number(/^q=([\d.]+)$/.exec(rest.find((part) => part.startsWith('q=')) ?? '')?.[1] ?? 1);
      return { name: name.toLowerCase(), quality, index };
    })
    .sort((a, b) => b.quality - a.quality || a.index - b.index);
  for (const { name, quality } of preferred) {
    const offer = offers.find(([offered]) => name === offered || name === `${offered.split('/')[0]}/*`);
    if (offer && quality > 0) return offer[1];
  }
  return types.json;
}
