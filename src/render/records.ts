/** The records of `json` and `ndjson`. Their keys are a contract: keys may be added, but never renamed. */

import type {
  CodeBlock,
  Comparison,
  Item,
  Link,
  LinkKind,
  Note,
  Passage,
  Remark,
  TableBlock,
  Task,
  TradeOff,
} from '../core/note.ts';
import { formatAddress, getHeadingPath, getSourceText } from '../core/note.ts';
import type { TreeLine } from '../core/outline-lines.ts';
import type { SearchHit } from '../core/query/search.ts';
import type { TaskState } from '../core/task-states.ts';
import { findLinks } from '../core/tradeoffs/entries.ts';
import type {
  AnswerKind,
  Answers,
  Format,
  ListedNote,
  RenderContext,
  ShownSection,
  TagCount,
  TopicCount,
  Writer,
} from './answers.ts';

/** Whether the records of quotes and remarks contain each other. */
type RecordContext = Pick<RenderContext, 'hasContext'>;

/** The location of a record's note. `path` is relative to `library`, which is absolute. */
interface NoteLocation {
  readonly library: string;
  readonly path: string;
}

export interface NoteRecord extends NoteLocation {
  readonly type: 'note';
  readonly title: string;
  readonly line: number;
  /** The last line that is not blank. */
  readonly endLine: number;
  readonly headings: number;
  readonly links: number;
  readonly words: number;
  readonly tags: readonly string[];
}

export interface SectionRecord extends NoteLocation {
  readonly type: 'section';
  /** Identifies the section in any query: `path#slug`. */
  readonly address: string;
  readonly heading: string;
  /** The headings above the section, outermost first. */
  readonly headings: readonly string[];
  /** The part of the address after `#`; empty for a whole note. */
  readonly slug: string;
  /** 1 to 6 for a heading, 0 for a whole note; for a label, one more than the section that contains it. */
  readonly depth: number;
  /** Whether the section starts with a label: a line that acts as a heading without being one. */
  readonly label: boolean;
  /** Starts at 1. */
  readonly line: number;
  readonly endLine: number;
  /** How well the section matches the query; higher is better. */
  readonly score?: number;
  /** The text as in the file, if requested. */
  readonly markdown?: string;
}

export interface LinkRecord extends NoteLocation {
  readonly type: 'link';
  /** The address as written; for a wiki link, its target. */
  readonly url: string;
  readonly text: string;
  /** The link title: the quoted text after the address in Markdown. */
  readonly title: string;
  /** The kind of resource, derived from the address. */
  readonly kind: LinkKind;
  /** The headings that contain the link, outermost first. */
  readonly headings: readonly string[];
  /** Starts at 1. */
  readonly line: number;
  readonly image: boolean;
  /** The number of occurrences of this link, if requested. */
  readonly count?: number;
  /** The address of the section that the link leads to, if requested. */
  readonly target?: string;
}

export interface ItemRecord {
  readonly text: string;
  readonly line: number;
  readonly quote: boolean;
  readonly remarks: readonly { readonly text: string; readonly line: number }[];
  readonly links: readonly { readonly url: string; readonly text: string }[];
}

export interface TradeOffRecord {
  readonly type: 'proscons';
  /** `null` for a topic without pros and cons. */
  readonly library: string | null;
  readonly path: string | null;
  readonly topic: string;
  readonly headings: readonly string[];
  readonly line: number | null;
  readonly pros: readonly ItemRecord[];
  readonly cons: readonly ItemRecord[];
  readonly neutral: readonly ItemRecord[];
  readonly useWhen: readonly ItemRecord[];
  readonly avoidWhen: readonly ItemRecord[];
}

export interface HitRecord extends NoteLocation {
  readonly type: 'hit';
  readonly address: string;
  readonly heading: string;
  readonly headings: readonly string[];
  readonly line: number;
  /** The part of the section that matches the query best, on one line. */
  readonly snippet: string;
  /** Higher is better. Comparable only within one list of results. */
  readonly score: number;
}

export interface PassageRecord extends NoteLocation {
  readonly type: 'quote' | 'remark';
  readonly text: string;
  readonly headings: readonly string[];
  readonly line: number;
}

export interface CodeRecord extends NoteLocation {
  readonly type: 'code';
  /** The first word after the fence, in lower case; undefined without a fence or a word. */
  readonly language: string | undefined;
  /** Everything after the fence. */
  readonly info: string;
  readonly headings: readonly string[];
  readonly line: number;
  readonly endLine: number;
  readonly text: string;
}

export interface TableRecord extends NoteLocation {
  readonly type: 'table';
  readonly headings: readonly string[];
  readonly line: number;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface TaskRecord extends NoteLocation {
  readonly type: 'task';
  readonly text: string;
  readonly done: boolean;
  readonly state: TaskState;
  /** `YYYY-MM-DD`. */
  readonly due: string | null;
  readonly headings: readonly string[];
  readonly line: number;
}

export interface TopicRecord extends NoteLocation {
  readonly type: 'topic';
  readonly topic: string;
  /** The number of its pros. */
  readonly pros: number;
  readonly cons: number;
  readonly line: number;
}

export interface TagRecord {
  readonly type: 'tag';
  readonly tag: string;
  /** The number of notes with the tag. */
  readonly notes: number;
}

export interface ComparisonRecord {
  readonly type: 'comparison';
  /** At least one record per topic, in the order of the topics. */
  readonly topics: readonly TradeOffRecord[];
}

/**
 * Converts each kind of result to a JSON record. In a tree, a note itself has no record because every record contains
 * its path.
 */
const recordMakers: {
  readonly [Kind in AnswerKind]: (answer: Answers[Kind], context: RecordContext) => object | undefined;
} = {
  list: toNoteRecord,
  tree: ({ note, section }) => section && toSectionRecord(note, section),
  show: toShownRecord,
  links: toLinkRecord,
  pros: toTradeOffRecord,
  cons: toTradeOffRecord,
  proscons: toTradeOffRecord,
  quotes: toPassageRecord,
  remarks: toPassageRecord,
  compare: toComparisonRecord,
  code: toCodeRecord,
  tables: toTableRecord,
  tasks: toTaskRecord,
  search: toHitRecord,
  topics: toTopicRecord,
  tags: toTagRecord,
  files: ({ library, path }) => ({ type: 'file', library, path }),
  count: (count) => ({ type: 'count', count }),
  config: ({ key, value, from }) => ({ type: 'setting', key, value, from }),
  lint: ({ note, line, column, rule, message, fix }) => ({
    type: 'finding',
    library: note.library,
    path: note.path,
    line,
    column,
    rule: rule.name,
    message,
    fixable: fix !== undefined,
  }),
  difference: ({ note, patch }) => ({ type: 'difference', library: note.library, path: note.path, patch }),
};

export function createRecordFormat(write: (records: Iterable<object>) => Iterable<string>): Format {
  const createWriter = <Kind extends AnswerKind>(kind: Kind): Writer<Kind> => {
    const createRecord = recordMakers[kind];
    return (answers, context) =>
      write(answers.map((answer) => createRecord(answer, context)).filter((record) => record !== undefined));
  };
  return {
    list: createWriter('list'),
    tree: createWriter('tree'),
    show: createWriter('show'),
    links: createWriter('links'),
    pros: createWriter('pros'),
    cons: createWriter('cons'),
    proscons: createWriter('proscons'),
    quotes: createWriter('quotes'),
    remarks: createWriter('remarks'),
    compare: createWriter('compare'),
    code: createWriter('code'),
    tables: createWriter('tables'),
    tasks: createWriter('tasks'),
    search: createWriter('search'),
    topics: createWriter('topics'),
    tags: createWriter('tags'),
    files: createWriter('files'),
    count: createWriter('count'),
    config: createWriter('config'),
    difference: createWriter('difference'),
    lint: createWriter('lint'),
  };
}

export function toNoteRecord({ note, endLine, headings, links, words }: ListedNote): NoteRecord {
  const { title, tags } = note;
  return { type: 'note', ...getNoteLocation(note), title, line: 1, endLine, headings, links, words, tags };
}

export function toSectionRecord(note: Note, section: TreeLine['section']): SectionRecord {
  return {
    type: 'section',
    ...getNoteLocation(note),
    address: formatAddress(note, section),
    heading: section?.heading ?? note.title,
    headings: getHeadingPath(section?.parent),
    slug: section?.slug ?? '',
    depth: section?.depth ?? 0,
    label: section?.label ?? false,
    line: section?.line ?? 1,
    endLine: section?.endLine ?? findLastLine(note),
  };
}

export function toShownRecord({ note, section, score, parts }: ShownSection): SectionRecord {
  return {
    ...toSectionRecord(note, section),
    score,
    markdown: parts.map((part) => getSourceText(note, part)).join(''),
  };
}

export function toLinkRecord({ note, section, url, text, title, kind, line, image, count, target }: Link): LinkRecord {
  const optionalFields = { ...(count === undefined ? {} : { count }), ...(target === undefined ? {} : { target }) };
  return {
    type: 'link',
    ...getNoteLocation(note),
    url,
    text,
    title,
    kind,
    headings: getHeadingPath(section),
    line,
    image,
    ...optionalFields,
  };
}

/** A topic without pros and cons has no location. */
export function toComparisonRecord(comparison: Comparison): ComparisonRecord {
  const noLocation = { library: null, path: null, headings: [], line: null };
  const noItems = { pros: [], cons: [], neutral: [], useWhen: [], avoidWhen: [] };
  const topics = comparison.flatMap(({ topic, tradeOffs }): TradeOffRecord[] =>
    tradeOffs.length > 0 ? tradeOffs.map(toTradeOffRecord) : [{ type: 'proscons', ...noLocation, topic, ...noItems }],
  );
  return { type: 'comparison', topics };
}

export function toTradeOffRecord({
  note,
  section,
  topic,
  line,
  pros,
  cons,
  neutral,
  useWhen,
  avoidWhen,
}: TradeOff): TradeOffRecord {
  const createItemRecord = (entry: Item) => toItemRecord(note, entry);
  return {
    type: 'proscons',
    ...getNoteLocation(note),
    topic,
    headings: getHeadingPath(section),
    line,
    pros: pros.map(createItemRecord),
    cons: cons.map(createItemRecord),
    neutral: neutral.map(createItemRecord),
    useWhen: useWhen.map(createItemRecord),
    avoidWhen: avoidWhen.map(createItemRecord),
  };
}

function toItemRecord(note: Note, item: Item): ItemRecord {
  const { text, line, quote, remarks } = item;
  return { text, line, quote, remarks: remarks.map(toRemarkRecord), links: findLinks(note, item) };
}

function toRemarkRecord({ text, line }: Remark): { text: string; line: number } {
  return { text, line };
}

export function toPassageRecord(
  { type, note, section, text, line, about, remarks }: Passage,
  { hasContext }: RecordContext,
): PassageRecord {
  const relatedFields =
    type === 'quote' ? { remarks: remarks.map(toRemarkRecord) } : { quote: about ? toRemarkRecord(about) : null };
  return {
    type,
    ...getNoteLocation(note),
    text,
    headings: getHeadingPath(section),
    line,
    ...(hasContext ? relatedFields : {}),
  };
}

export function toCodeRecord({ note, section, line, endLine, language, info, text }: CodeBlock): CodeRecord {
  return {
    type: 'code',
    ...getNoteLocation(note),
    language,
    info,
    headings: getHeadingPath(section),
    line,
    endLine,
    text,
  };
}

export function toTableRecord({ note, section, line, head, rows }: TableBlock): TableRecord {
  return { type: 'table', ...getNoteLocation(note), headings: getHeadingPath(section), line, head, rows };
}

export function toTaskRecord({ note, section, line, text, state, due }: Task): TaskRecord {
  const location = getNoteLocation(note);
  const done = state === 'done';
  return { type: 'task', ...location, text, done, state, due: due ?? null, headings: getHeadingPath(section), line };
}

export function toTopicRecord({ topic, pros, cons, note, line }: TopicCount): TopicRecord {
  return { type: 'topic', ...getNoteLocation(note), topic, pros, cons, line };
}

export function toTagRecord({ tag, notes }: TagCount): TagRecord {
  return { type: 'tag', tag, notes };
}

function getNoteLocation({ library, path }: Note): { library: string; path: string } {
  return { library, path };
}

function findLastLine(note: Note): number {
  return note.lines.findLastNonBlank(note.source.length, 1);
}

/** Serializes a value as JSON (RFC 8259). DEL and C1 are escaped like C0, since they act on terminals too. */
export function stringifyJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\x7f-\x9f]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

export function toHitRecord({ note, section, snippet, line, score }: SearchHit): HitRecord {
  const { library, path } = note;
  return {
    type: 'hit',
    library,
    path,
    address: formatAddress(note, section),
    heading: section?.heading ?? note.title,
    headings: getHeadingPath(section?.parent),
    line,
    snippet: snippet.text,
    score,
  };
}
