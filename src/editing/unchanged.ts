/** Detects unintended changes by comparing a note before and after an edit. */
import type { Note } from '../core/note.ts';
import { findPassages } from '../core/quotes.ts';
import { readTradeOffs } from '../core/tradeoffs/index.ts';
import type { UserWords } from '../core/tradeoffs/lexicon/lexicon.ts';
import { sides } from '../core/tradeoffs/lexicon/lexicon.ts';
import type { Span } from '../core/tree.ts';
import { getPlainText, walk } from '../core/tree.ts';
import { formatLinks } from '../markdown/links.ts';
import { readNoteWithSource } from '../markdown/note.ts';

/** Blocks that contain no other blocks. */
const leafTypes = new Set<string>([
  'heading',
  'paragraph',
  'code',
  'html',
  'thematicBreak',
  'definition',
  'table',
  'yaml',
  'toml',
]);

/**
 * Describes the parts of a note: blocks as written, headings, links, quotes, remarks, pros and cons. If two notes have
 * the same description, readings treats them as equal.
 * @param isIncluded whether a span is part of the description
 */
export function describeParts(
  note: Note,
  userWords: UserWords | undefined,
  isIncluded: (span: Span) => boolean = () => true,
): string {
  const blocks: string[] = [];
  walk(note.tree, (node) => {
    if (!leafTypes.has(node.type)) return true;
    if (isIncluded(node)) blocks.push(`${node.type} ${note.source.slice(node.from, node.to)}`);
    return false;
  });
  const headings = note.sections
    .filter(({ label, from, bodyFrom }) => !label && isIncluded({ from, to: bodyFrom }))
    .map(({ depth, heading }) => `${depth} ${heading}`);
  const passages = findPassages(note)
    .filter(isIncluded)
    .map(({ type, text }) => `${type} ${text}`);
  const items = readTradeOffs(note, userWords).flatMap((tradeOff) =>
    sides.flatMap((side) => tradeOff[side].filter(isIncluded).map(({ text }) => `${tradeOff.topic} ${side} ${text}`)),
  );
  const links = [formatLinks(note, isIncluded)];
  return [blocks, headings, links, passages, items].map((part) => part.join('\n')).join('\n\n');
}

/**
 * Describes what a reader of a note sees: words, links and tags, however they are written, and whether its front matter is
 * well formed.
 * @param note the note that the source belongs to
 */
export async function describeReading(note: Note, source: string): Promise<Reading> {
  let problemCount = 0;
  const read = await readNoteWithSource(note, source, () => problemCount++);
  const blocks = read.tree.children.filter(({ type }) => type !== 'yaml' && type !== 'toml');
  return { problemCount, content: `${read.tags.join()} ${formatLinks(read)} ${getPlainText(blocks)}` };
}

export interface Reading {
  /** The number of errors in the front matter. */
  readonly problemCount: number;
  readonly content: string;
}

export function isSameReading(a: Reading, b: Reading): boolean {
  return a.problemCount === b.problemCount && a.content === b.content;
}
