/** Extracts what a section contains: one function per kind of answer, the same for every interface. */
import type { CodeBlock, Link, Note, Passage, TableBlock, Task, TradeOff } from '../core/note.ts';
import { kinds } from '../core/query/kinds.ts';
import { isNamedKind } from '../core/query/lookup.ts';
import type { Values } from '../core/query/parameters.ts';
import { clipTradeOffs, findTradeOffsByTopicWords, removeDuplicateItems } from '../core/tradeoffs/select.ts';
import type { Content, Library } from './library.ts';
import type { QueryOptions, QueryTarget } from './resolve-query.ts';
import { selectWithin, wholeNote } from './resolve-query.ts';

/** The items of each kind. */
export interface Extracts {
  readonly links: Link;
  readonly pros: TradeOff;
  readonly cons: TradeOff;
  readonly proscons: TradeOff;
  readonly quotes: Passage;
  readonly remarks: Passage;
  /** Quotes and remarks together; no command prints these. */
  readonly passages: Passage;
  readonly code: CodeBlock;
  readonly tables: TableBlock;
  readonly tasks: Task;
}

export type ExtractKind = keyof Extracts;

/** The kinds that a command prints. */
export type CommandKind = Exclude<ExtractKind, 'passages'>;

/** The parameters of a kind, by their names in camel case. */
export type ExtractParameters<Kind extends ExtractKind> = Kind extends CommandKind
  ? Values<(typeof kinds)[Kind]['parameters']>
  : Record<never, never>;

/** Where the items are taken from: the sections that match a query. */
export interface ExtractSource {
  readonly library: Library;
  readonly targets: readonly QueryTarget[];
  /** Trade-offs whose topic has the words of the query, wherever they are. */
  readonly topics: readonly TradeOff[];
}

type Extractor<Kind extends ExtractKind> = (
  source: ExtractSource,
  parameters: ExtractParameters<Kind>,
) => Promise<readonly Extracts[Kind][]>;

/** The content of notes that a kind consists of, if an index stores it. */
export const contentOf: Readonly<Partial<Record<string, Content>>> = {
  links: 'links',
  pros: 'tradeoffs',
  cons: 'tradeoffs',
  proscons: 'tradeoffs',
  quotes: 'passages',
  remarks: 'passages',
  passages: 'passages',
} satisfies Partial<Record<ExtractKind, Content>>;

/** What is not needed for a kind is not loaded. */
export const extractors: { readonly [Kind in ExtractKind]: Extractor<Kind> } = {
  links: async ({ library, targets }, parameters) => {
    const { selectLinks } = await import('../core/select-links.ts');
    return selectLinks(selectWithin(targets, await library.loadLinkExtractor()), parameters);
  },
  pros: async (source) => selectSide(await extractTradeOffs(source), 'pros'),
  cons: async (source) => selectSide(await extractTradeOffs(source), 'cons'),
  proscons: (source) => extractTradeOffs(source),
  quotes: async (source) => (await extractPassages(source)).filter(({ type }) => type === 'quote'),
  remarks: async (source) => (await extractPassages(source)).filter(({ type }) => type === 'remark'),
  passages: (source) => extractPassages(source),
  code: async ({ targets }, { lang, nth }) => {
    const { findCodeBlocks, isSameLanguage } = await import('../core/code-tables-tasks.ts');
    const blocks = selectWithin(targets, findCodeBlocks);
    return selectNth(
      lang === undefined ? blocks : blocks.filter(({ language }) => isSameLanguage(language, lang)),
      nth,
    );
  },
  tables: async ({ targets }, { nth }) => {
    const { findTables } = await import('../core/code-tables-tasks.ts');
    return selectNth(selectWithin(targets, findTables), nth);
  },
  tasks: async ({ targets }, { open, done, state, due }) => {
    const { findTasks } = await import('../core/code-tables-tasks.ts');
    const wanted = state ?? (done ? 'done' : open || due !== undefined ? 'open' : undefined);
    return selectWithin(targets, findTasks).filter(
      (task) =>
        (wanted === undefined || task.state === wanted) &&
        (due === undefined || (task.due !== undefined && task.due <= due)),
    );
  },
};

/** The items of one kind found for a query. */
export interface Extraction<Kind extends ExtractKind> {
  readonly items: readonly Extracts[Kind][];
  /** The section that the query resolves to, if any. */
  readonly target: QueryTarget | undefined;
  /** Whether the items come from guesses because no section named by the query has any. */
  readonly isGuess: boolean;
}

/**
 * Extracts items from all sections whose names match the query. If they have none, uses the closest guesses that have
 * some.
 * @param targets the matches of the query, best first; without a query, every note
 * @param options `all`, `first` and `exact` use the given targets only, without falling back to guesses
 */
export async function extract<Kind extends ExtractKind>(
  kind: Kind,
  { library, targets, topics }: ExtractSource,
  query: string | undefined,
  options: QueryOptions,
  parameters: ExtractParameters<Kind>,
): Promise<Extraction<Kind>> {
  const [target] = targets;
  const answer = (sources: readonly QueryTarget[], usedTopics: readonly TradeOff[]) =>
    extractors[kind]({ library, targets: sources, topics: usedTopics }, parameters);
  if (query === undefined || options.all || options.first !== undefined || options.exact)
    return { items: await answer(targets, options.first === undefined ? topics : []), target, isGuess: false };
  const isNamed = ({ kind: matchKind }: QueryTarget) => isNamedKind(matchKind);
  const items = await answer(targets.filter(isNamed), topics);
  if (items.length > 0) return { items, target, isGuess: false };
  const guesses = targets.filter((candidate) => !isNamed(candidate));
  for (const matchKind of new Set(guesses.map((guess) => guess.kind))) {
    const guessedItems = await answer(
      guesses.filter((guess) => guess.kind === matchKind),
      [],
    );
    if (guessedItems.length > 0) return { items: guessedItems, target, isGuess: true };
  }
  return { items: [], target, isGuess: false };
}

/** Finds the topics that a query names, for a kind that consists of trade-offs. */
export async function findTopicsFor(
  kind: ExtractKind,
  library: Library,
  query: string | undefined,
): Promise<readonly TradeOff[]> {
  const isTradeOff = kind !== 'passages' && kinds[kind].record === 'proscons';
  return isTradeOff && query !== undefined ? findTopics(library, query) : [];
}

/** Finds the trade-offs whose topic has all words of a query, such as a row of a table that no heading names. */
export async function findTopics(library: Library, query: string): Promise<readonly TradeOff[]> {
  const getTradeOffs = await library.loadTradeOffExtractor();
  return findTradeOffsByTopicWords(library.findCandidates(query, [], true).flatMap(getTradeOffs), query);
}

async function extractTradeOffs({ library, targets, topics }: ExtractSource): Promise<TradeOff[]> {
  const getTradeOffs = await library.loadTradeOffExtractor();
  return removeDuplicateItems([
    ...targets.flatMap(({ note, section = wholeNote }) => clipTradeOffs(getTradeOffs(note), [section])),
    ...topics,
  ]);
}

function selectSide(tradeOffs: readonly TradeOff[], side: 'pros' | 'cons'): TradeOff[] {
  const empty = { pros: [], cons: [], neutral: [], useWhen: [], avoidWhen: [] };
  return tradeOffs
    .filter((tradeOff) => tradeOff[side].length > 0)
    .map((tradeOff) => ({ ...tradeOff, ...empty, [side]: tradeOff[side] }));
}

async function extractPassages({ library, targets }: ExtractSource): Promise<Passage[]> {
  const getPassages: (note: Note) => readonly Passage[] = await library.loadPassageExtractor();
  return selectWithin(targets, getPassages);
}

function selectNth<Item>(items: readonly Item[], nth: number | undefined): readonly Item[] {
  return nth === undefined ? items : items.slice(nth - 1, nth);
}
