/** The records of `json` and `ndjson`. Their keys are a contract: new ones may be added, none renamed. */

import type {
  CodePiece,
  Comparison,
  Item,
  Link,
  LinkKind,
  Note,
  Passage,
  Remark,
  TablePiece,
  TaskPiece,
  TradeOff,
} from '../core/note.ts';
import { addressOf, headingsTo, sliceOf } from '../core/note.ts';
import type { TreeLine } from '../core/outline-lines.ts';
import type { Hit } from '../core/query/search.ts';
import { linksIn } from '../core/tradeoffs/entries.ts';
import type { AnswerKind, Answers, Context, Format, ListedNote, Shown, Writer } from './answers.ts';

/** Where a record's note is: `path` is relative to `library`, which is absolute. */
interface Placed {
  readonly library: string;
  readonly path: string;
}

export interface NoteRecord extends Placed {
  readonly type: 'note';
  readonly title: string;
  readonly line: number;
  /** The last that is not blank. */
  readonly endLine: number;
  readonly headings: number;
  readonly links: number;
  readonly words: number;
  readonly tags: readonly string[];
}

export interface SectionRecord extends Placed {
  readonly type: 'section';
  /** Names the section for any query: `path#slug`. */
  readonly address: string;
  readonly heading: string;
  /** Those above it, outermost first. */
  readonly headings: readonly string[];
  /** What stands after # in the address; empty for a note as a whole. */
  readonly slug: string;
  /** 1 to 6 for a heading, one more than what it stands under for a label, 0 for a note as a whole. */
  readonly depth: number;
  /** Whether it is a line that acts as a heading without being one. */
  readonly label: boolean;
  /** From 1. */
  readonly line: number;
  readonly endLine: number;
  /** How well it fits the query; the greater the better. */
  readonly score?: number;
  /** As it stands in the file, where that was asked for. */
  readonly markdown?: string;
}

export interface LinkRecord extends Placed {
  readonly type: 'link';
  /** As it is written; of a wiki link its target. */
  readonly url: string;
  /** The words that it stands on. */
  readonly text: string;
  /** What Markdown has in quotes after the address. */
  readonly title: string;
  /** What it leads to, told by the address. */
  readonly kind: LinkKind;
  /** Those that it stands under, outermost first. */
  readonly headings: readonly string[];
  /** From 1. */
  readonly line: number;
  readonly image: boolean;
  /** How often the same link was found, where asked for. */
  readonly count?: number;
  /** The address of the section that it leads to, where that was asked for. */
  readonly target?: string;
}

export interface ItemRecord {
  readonly text: string;
  readonly line: number;
  /** Whether it is quoted. */
  readonly quote: boolean;
  readonly remarks: readonly { readonly text: string; readonly line: number }[];
  readonly links: readonly { readonly url: string; readonly text: string }[];
}

export interface TradeOffRecord {
  readonly type: 'proscons';
  /** `null` for a topic of which nothing is said. */
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

export interface HitRecord extends Placed {
  readonly type: 'hit';
  readonly address: string;
  readonly heading: string;
  readonly headings: readonly string[];
  readonly line: number;
  /** The part of the section that has most of what was looked for, on one line. */
  readonly snippet: string;
  /** The greater the better, within one answer. */
  readonly score: number;
}

export interface PassageRecord extends Placed {
  readonly type: 'quote' | 'remark';
  readonly text: string;
  readonly headings: readonly string[];
  readonly line: number;
}

/** Makes the records of answers of each kind. A note's own line of the tree is no record: each record has its path. */
const recordMakers: { readonly [Kind in AnswerKind]: (answer: Answers[Kind], context: Context) => object | undefined } =
  {
    list: noteRecord,
    tree: ({ note, section }) => section && sectionRecord(note, section),
    show: shownRecord,
    links: linkRecord,
    pros: tradeOffRecord,
    cons: tradeOffRecord,
    proscons: tradeOffRecord,
    quotes: passageRecord,
    remarks: passageRecord,
    compare: comparisonRecord,
    code: codeRecord,
    tables: tableRecord,
    tasks: taskRecord,
    search: hitRecord,
    tags: ({ tag, notes }) => ({ type: 'tag', tag, notes }),
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

/** A format that writes the records of each kind of answer. */
export function recordFormat(write: (records: Iterable<object>) => Iterable<string>): Format {
  const writer = <Kind extends AnswerKind>(kind: Kind): Writer<Kind> => {
    const make = recordMakers[kind];
    return (answers, context) =>
      write(answers.map((answer) => make(answer, context)).filter((record) => record !== undefined));
  };
  return {
    list: writer('list'),
    tree: writer('tree'),
    show: writer('show'),
    links: writer('links'),
    pros: writer('pros'),
    cons: writer('cons'),
    proscons: writer('proscons'),
    quotes: writer('quotes'),
    remarks: writer('remarks'),
    compare: writer('compare'),
    code: writer('code'),
    tables: writer('tables'),
    tasks: writer('tasks'),
    search: writer('search'),
    tags: writer('tags'),
    files: writer('files'),
    count: writer('count'),
    config: writer('config'),
    difference: writer('difference'),
    lint: writer('lint'),
  };
}

export function noteRecord({ note, endLine, headings, links, words }: ListedNote): NoteRecord {
  const { title, tags } = note;
  return { type: 'note', ...place(note), title, line: 1, endLine, headings, links, words, tags };
}

export function sectionRecord(note: Note, section: TreeLine['section']): SectionRecord {
  return {
    type: 'section',
    ...place(note),
    address: addressOf(note, section),
    heading: section?.heading ?? note.title,
    headings: headingsTo(section?.parent),
    slug: section?.slug ?? '',
    depth: section?.depth ?? 0,
    label: section?.label ?? false,
    line: section?.line ?? 1,
    endLine: section?.endLine ?? lastLine(note),
  };
}

export function shownRecord({ note, section, score, parts }: Shown): SectionRecord {
  return { ...sectionRecord(note, section), score, markdown: parts.map((part) => sliceOf(note, part)).join('') };
}

export function linkRecord({ note, section, url, text, title, kind, line, image, count, target }: Link): LinkRecord {
  const counted = { ...(count === undefined ? {} : { count }), ...(target === undefined ? {} : { target }) };
  return {
    type: 'link',
    ...place(note),
    url,
    text,
    title,
    kind,
    headings: headingsTo(section),
    line,
    image,
    ...counted,
  };
}

/** A topic of which nothing is said is nowhere. */
function comparisonRecord(comparison: Comparison): object {
  const nowhere = { library: null, path: null, headings: [], line: null };
  const nothing = { pros: [], cons: [], neutral: [], useWhen: [], avoidWhen: [] };
  const topics = comparison.flatMap(({ topic, tradeOffs }): TradeOffRecord[] =>
    tradeOffs.length > 0 ? tradeOffs.map(tradeOffRecord) : [{ type: 'proscons', ...nowhere, topic, ...nothing }],
  );
  return { type: 'comparison', topics };
}

export function tradeOffRecord({
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
  const item = (one: Item) => itemRecord(note, one);
  return {
    type: 'proscons',
    ...place(note),
    topic,
    headings: headingsTo(section),
    line,
    pros: pros.map(item),
    cons: cons.map(item),
    neutral: neutral.map(item),
    useWhen: useWhen.map(item),
    avoidWhen: avoidWhen.map(item),
  };
}

function itemRecord(note: Note, item: Item): ItemRecord {
  const { text, line, quote, remarks } = item;
  return { text, line, quote, remarks: remarks.map(remarkRecord), links: linksIn(note, item) };
}

function remarkRecord({ text, line }: Remark): { text: string; line: number } {
  return { text, line };
}

export function passageRecord(
  { type, note, section, text, line, about, remarks }: Passage,
  { hasContext }: Pick<Context, 'hasContext'>,
): PassageRecord {
  const around =
    type === 'quote' ? { remarks: remarks.map(remarkRecord) } : { quote: about ? remarkRecord(about) : null };
  return { type, ...place(note), text, headings: headingsTo(section), line, ...(hasContext ? around : {}) };
}

function codeRecord({ note, section, line, endLine, language, info, text }: CodePiece): object {
  return { type: 'code', ...place(note), language, info, headings: headingsTo(section), line, endLine, text };
}

function tableRecord({ note, section, line, head, rows }: TablePiece): object {
  return { type: 'table', ...place(note), headings: headingsTo(section), line, head, rows };
}

function taskRecord({ note, section, line, text, done }: TaskPiece): object {
  return { type: 'task', ...place(note), text, done, headings: headingsTo(section), line };
}

function place({ library, path }: Note): { library: string; path: string } {
  return { library, path };
}

function lastLine(note: Note): number {
  return note.lines.lastNotBlank(note.source.length, 1);
}

/** A value as JSON (RFC 8259), DEL and C1 escaped as C0 is: they act on terminals too. */
export function jsonOf(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\x7f-\x9f]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

export function hitRecord({ note, section, snippet, line, score }: Hit): HitRecord {
  const { library, path } = note;
  return {
    type: 'hit',
    library,
    path,
    address: addressOf(note, section),
    heading: section?.heading ?? note.title,
    headings: headingsTo(section?.parent),
    line,
    snippet: snippet.text,
    score,
  };
}
