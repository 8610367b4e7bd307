/** Inserts what a note embeds: `![[note]]` and `![[note#section]]` become a quote with the text of the section. */
import { join } from 'node:path';
import { findSectionByFragment, isImageFile, resolveWikiLink } from '../../core/link-targets.ts';
import type { Note, Section } from '../../core/note.ts';
import { formatAddress } from '../../core/note.ts';
import { dedentSource } from '../../core/source-text.ts';
import type { Node, Paragraph, Span } from '../../core/tree.ts';
import { walk } from '../../core/tree.ts';
import { findFrontMatterBlock } from '../../markdown/front-matter-block.ts';
import { readNoteWithSource } from '../../markdown/note.ts';
import type { Library } from '../library.ts';
import type { QueryTarget } from '../resolve-query.ts';

const maxDepth = 8;
/** How much text is inserted at most, in UTF-16 code units. An embed beyond that stays a link. */
const maxInsertedLength = 2_000_000;

interface Insertion {
  readonly library: Library;
  insertedLength: number;
}

/**
 * Returns a target whose note has the embedded sections inserted, within the target. An embed stays as it is if its
 * section is missing, or already around it.
 */
export async function insertEmbeds(target: QueryTarget, library: Library): Promise<QueryTarget> {
  const { note, section } = target;
  const span = section ?? { from: 0, to: note.source.length };
  const source = insertWithin(note, span, { library, insertedLength: 0 }, [formatAddress(note, section)]);
  if (source === note.source) return target;
  const expanded = await readNoteWithSource(note, source);
  if (!section) return { ...target, note: expanded };
  const index = note.sections.indexOf(section);
  // Everything that is inserted is in quotes after the section's heading, so its number among the sections stays.
  return { ...target, note: expanded, section: index < 0 ? section : expanded.sections[index] };
}

/** Returns a note's source with the embeds in a span replaced. @param around the addresses that the span is inside of */
function insertWithin(note: Note, span: Span, insertion: Insertion, around: readonly string[]): string {
  let source = '';
  let at = 0;
  for (const { paragraph, target } of findEmbeds(note.tree, span)) {
    const text = readEmbedded(note, target, insertion, around);
    if (text === undefined) continue;
    const lineStart = note.lines.lineStart(note.lines.lineAt(paragraph.from));
    const prefix = note.source.slice(lineStart, paragraph.from).replace(/[^\t>]/g, ' ');
    source += note.source.slice(at, paragraph.from);
    source += text
      .split('\n')
      .map((line, index) => `${index === 0 ? '' : prefix}> ${line}`.trimEnd())
      .join('\n');
    at = paragraph.to;
  }
  return source + note.source.slice(at);
}

interface Embed {
  readonly paragraph: Paragraph;
  readonly target: string;
}

/** Finds the paragraphs that consist of one embed. */
function findEmbeds(tree: Node, { from, to }: Span): Embed[] {
  const embeds: Embed[] = [];
  walk(tree, (node) => {
    if (node.to <= from || node.from >= to) return false;
    if (node.type !== 'paragraph') return true;
    const [only, ...others] = node.children.filter(({ type }) => type !== 'html');
    if (only?.type === 'wikiLink' && only.isEmbed && others.length === 0 && !isImageFile(only.target))
      embeds.push({ paragraph: node, target: only.target });
    return false;
  });
  return embeds;
}

function readEmbedded(from: Note, target: string, insertion: Insertion, around: readonly string[]): string | undefined {
  const { library } = insertion;
  const place = resolveWikiLink(from, target, (name) => library.findByName(name));
  const note = place && library.findByFile(join(from.library, place.path));
  if (!note || around.length > maxDepth) return undefined;
  const section = findSectionByFragment(note, place.fragment);
  if (place.fragment !== '' && !section) return undefined;
  const address = formatAddress(note, section);
  // An address without a section is that of a whole note.
  if (around.includes(address) || around.includes(note.path)) return undefined;
  const span = section ?? { from: findFrontMatterBlock(note.source)?.to ?? 0, to: note.source.length };
  const text = readSpan(note, section, span, insertion, [...around, address]);
  insertion.insertedLength += text.length;
  return insertion.insertedLength > maxInsertedLength ? undefined : text;
}

/** Returns the text of a section with its own embeds inserted, moved to the left margin. */
function readSpan(
  note: Note,
  section: Section | undefined,
  span: Span,
  insertion: Insertion,
  around: readonly string[],
): string {
  const source = insertWithin(note, span, insertion, around);
  const to = span.to + source.length - note.source.length;
  return section
    ? dedentSource({ source, lines: note.lines }, { from: span.from, to })
    : source.slice(span.from, to).trim();
}
