/** Extracts what a section contains: one function per kind of answer, the same for every interface. */
import type { CodeBlock, Link, Note, Passage, TableBlock, Task, TradeOff } from '../core/note.ts';
import type { kinds } from '../core/query/kinds.ts';
import { isExactKind } from '../core/query/lookup.ts';
import type { Values } from '../core/query/parameters.ts';
import { clipTradeOffs, findTradeOffsByTopic } from '../core/tradeoffs/select.ts';
import type { Library } from './library.ts';
import type { QueryTarget } from './resolve-query.ts';
import { groupByNote, selectWithin } from './resolve-query.ts';

/** The items of each kind. */
export interface Extracts {
  readonly links: Link;
  readonly pros: TradeOff;
  readonly cons: TradeOff;
  readonly proscons: TradeOff;
  readonly quotes: Passage;
  readonly remarks: Passage;
  readonly code: CodeBlock;
  readonly tables: TableBlock;
  readonly tasks: Task;
}

export type ExtractKind = keyof Extracts;

/** The parameters of a kind, by their names in camel case. */
export type ExtractParameters<Kind extends ExtractKind> = Values<(typeof kinds)[Kind]['parameters']>;

/** Where the items are taken from: the sections that match a query. */
export interface ExtractSource {
  readonly library: Library;
  readonly targets: readonly QueryTarget[];
  /** Trade-offs whose topic has the name of the query, wherever they are. */
  readonly topics: readonly TradeOff[];
}

type Extractor<Kind extends ExtractKind> = (
  source: ExtractSource,
  parameters: ExtractParameters<Kind>,
) => Promise<readonly Extracts[Kind][]>;

/** What is not needed for a kind is not loaded. */
export const extractors: { readonly [Kind in ExtractKind]: Extractor<Kind> } = {
  links: async ({ library, targets }, parameters) => {
    const { selectLinks } = await import('../core/select-links.ts');
    return selectLinks(selectWithin(targets, await library.loadLinkExtractor()), parameters);
  },
  pros: async (source) => selectSide(await extractTradeOffs(source), 'pros'),
  cons: async (source) => selectSide(await extractTradeOffs(source), 'cons'),
  proscons: (source) => extractTradeOffs(source),
  quotes: ({ library, targets }) => extractPassages(library, targets, 'quote'),
  remarks: ({ library, targets }) => extractPassages(library, targets, 'remark'),
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
  tasks: async ({ targets }, { open, done }) => {
    const { findTasks } = await import('../core/code-tables-tasks.ts');
    return selectWithin(targets, findTasks).filter((task) => (task.done ? !open : !done));
  },
};

/** Finds the trade-offs whose topic has a name, such as a row of a table that no heading names. */
export async function findTopics(library: Library, name: string): Promise<readonly TradeOff[]> {
  return findTradeOffsByTopic(library.notes().flatMap(await library.loadTradeOffExtractor()), name);
}

async function extractTradeOffs({ library, targets, topics }: ExtractSource): Promise<TradeOff[]> {
  const getTradeOffs = await library.loadTradeOffExtractor();
  const usedTargets =
    topics.length > 0 ? targets.filter(({ kind }) => kind !== undefined && isExactKind(kind)) : targets;
  const groups = groupByNote(usedTargets);
  const isElsewhere = ({ note }: TradeOff) => groups.every(([usedNote]) => usedNote !== note);
  return [
    ...groups.flatMap(([note, spans]) => clipTradeOffs(getTradeOffs(note), spans)),
    ...topics.filter(isElsewhere),
  ];
}

function selectSide(tradeOffs: readonly TradeOff[], side: 'pros' | 'cons'): TradeOff[] {
  const empty = { pros: [], cons: [], neutral: [], useWhen: [], avoidWhen: [] };
  return tradeOffs
    .filter((tradeOff) => tradeOff[side].length > 0)
    .map((tradeOff) => ({ ...tradeOff, ...empty, [side]: tradeOff[side] }));
}

async function extractPassages(
  library: Library,
  targets: readonly QueryTarget[],
  type: Passage['type'],
): Promise<Passage[]> {
  const getPassages: (note: Note) => readonly Passage[] = await library.loadPassageExtractor();
  return selectWithin(targets, getPassages).filter((passage) => passage.type === type);
}

function selectNth<Item>(items: readonly Item[], nth: number | undefined): readonly Item[] {
  return nth === undefined ? items : items.slice(nth - 1, nth);
}
