/** Computes each kind of answer from an open library: the same for programs and for the web. */
import { listTreeLines } from '../core/outline-lines.ts';
import { kinds } from '../core/query/kinds.ts';
import type { Values } from '../core/query/parameters.ts';
import { selectParts } from '../core/section-spans.ts';
import { createComparedTopic, hasTradeOffs } from '../core/tradeoffs/select.ts';
import type { ExtractKind, ExtractParameters, Extracts } from '../library/extract-answers.ts';
import { contentOf, extract, findTopicsFor } from '../library/extract-answers.ts';
import type { Library } from '../library/library.ts';
import type { QueryOptions, QueryTarget } from '../library/resolve-query.ts';
import { resolveQuery } from '../library/resolve-query.ts';
import { addSnippet, searchLibrary } from '../library/search/results.ts';
import type { AnswerKind, Answers } from '../render/answers.ts';

/** The kinds of answers that programs and the web can ask for. */
export type QuestionKind =
  | 'list'
  | 'tree'
  | 'show'
  | ExtractKind
  | 'compare'
  | 'search'
  | 'related'
  | 'backlinks'
  | 'topics'
  | 'tags';

/** The kind of the results: results of `related` are those of a search. */
export type ResultKind<Kind extends QuestionKind> = Kind extends 'related'
  ? 'search'
  : Kind extends 'backlinks'
    ? 'links'
    : Kind;

/** What is asked, besides the kind. */
export interface Question<Kind extends QuestionKind> {
  /** Undefined for all notes. */
  readonly query?: string | undefined;
  /** For `compare`: at least two. */
  readonly topics?: readonly string[] | undefined;
  readonly options?: QueryOptions;
  readonly parameters: Parameters<Kind>;
}

type Parameters<Kind extends QuestionKind> = Kind extends keyof typeof kinds
  ? Values<(typeof kinds)[Kind]['parameters']>
  : Record<never, never>;

/** The results of a kind. */
export type AnswerOf<Kind extends QuestionKind> = Kind extends 'passages'
  ? Extracts['passages']
  : Answers[ResultKind<Kind> & AnswerKind];

interface Context {
  readonly library: Library;
  /** The folder that paths in queries are relative to. */
  readonly workingFolder: string;
}

type Compute<Kind extends QuestionKind> = (
  context: Context,
  question: Question<Kind>,
) => Promise<readonly AnswerOf<Kind>[]>;

const computers: { readonly [Kind in QuestionKind]: Compute<Kind> } = {
  list: async ({ library }, { parameters }) =>
    (await import('../library/answers/list.ts')).listNotes(library, parameters.sort),
  tree: async (context, { query, options, parameters: { depth, labels = true } }) =>
    (await findTargets(context, query, 'best', options)).flatMap(({ note, section }) =>
      listTreeLines(note, section, { depth, labels }),
    ),
  show: async (context, { query, options, parameters: { children, depth, embed } }) => {
    const targets = await findTargets(context, query, 'best', options);
    const shown = embed ? await insertEmbeds(targets, context.library) : targets;
    return shown.map((target) => ({
      ...target,
      parts: selectParts(target.note, target.section, children ? depth : 0),
    }));
  },
  links: createExtractor('links'),
  pros: createExtractor('pros'),
  cons: createExtractor('cons'),
  proscons: createExtractor('proscons'),
  quotes: createExtractor('quotes'),
  remarks: createExtractor('remarks'),
  passages: createExtractor('passages'),
  code: createExtractor('code'),
  tables: createExtractor('tables'),
  tasks: createExtractor('tasks'),
  compare: async (context, { topics = [] }) => {
    const { findTradeOffsAbout } = await import('../library/answers/compare.ts');
    const compared = [];
    for (const topic of topics) {
      const matches = await findTargets(context, topic, 'every');
      compared.push(createComparedTopic(topic, await findTradeOffsAbout(context.library, topic, matches)));
    }
    return hasTradeOffs(compared) ? [compared] : [];
  },
  search: async ({ library }, { query = '', parameters: { limit = 20, allSections = false } }) => {
    const { results, search } = await searchLibrary(library, query, { limit, allSections });
    return results.map((result) => addSnippet(result, search));
  },
  related: async (context, { query, parameters: { limit = 10 } }) => {
    const [target] = await findTargets(context, query, 'best');
    const { findRelated } = await import('../library/related/find-related.ts');
    return target ? findRelated(target, context.library, limit) : [];
  },
  backlinks: async (context, { query, options }) => {
    const { findLinksTo } = await import('../library/backlinks.ts');
    const getLinks = await context.library.loadLinkExtractor();
    const targets = await findTargets(context, query, 'best', options);
    return targets.flatMap((target) => findLinksTo(target, context.library, getLinks));
  },
  topics: async ({ library }) => (await import('../library/answers/topics.ts')).countTopics(library),
  tags: async ({ library }) => (await import('../library/answers/tags.ts')).countTags(library),
};

/**
 * Computes the answer to a question.
 * @throws UserError with `exact`, unless there is exactly one match
 */
export async function computeAnswer<Kind extends QuestionKind>(
  kind: Kind,
  context: Context,
  question: Question<Kind>,
): Promise<readonly AnswerOf<Kind>[]> {
  return computers[kind](context, question);
}

/** Reports whether answers of a kind need the syntax trees of notes in a format. */
export function needsTrees(kind: QuestionKind, format: string): boolean {
  if (kind === 'passages') return false;
  const { treesFor } = kinds[kind];
  return treesFor === 'all' || (treesFor as readonly string[]).includes(format);
}

function createExtractor<Kind extends ExtractKind>(kind: Kind): Compute<Kind> {
  const compute = async (context: Context, { query, options = {}, parameters }: Question<Kind>) => {
    const { library } = context;
    const targets =
      query === undefined
        ? await resolveQuery({ query, takes: 'every', content: contentOf[kind] }, library, {}, '', () => undefined)
        : await findTargets(context, query, 'every', options);
    const topics = await findTopicsFor(kind, library, query);
    // Each kind has its own parameters and results, which TypeScript does not follow through the table.
    const own = parameters as unknown as ExtractParameters<Kind>;
    return (await extract(kind, { library, targets, topics }, query, options, own)).items;
  };
  return compute as unknown as Compute<Kind>;
}

function findTargets(
  { library, workingFolder }: Context,
  query: string | undefined,
  takes: 'best' | 'every',
  options: QueryOptions = {},
): Promise<readonly QueryTarget[]> {
  return resolveQuery({ query, takes }, library, options, workingFolder, () => undefined);
}

async function insertEmbeds(targets: readonly QueryTarget[], library: Library): Promise<readonly QueryTarget[]> {
  const { insertEmbeds: insert } = await import('../library/embeds/insert-embeds.ts');
  return Promise.all(targets.map((target) => insert(target, library)));
}
