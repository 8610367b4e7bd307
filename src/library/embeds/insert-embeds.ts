/** Inserts what a note embeds: `![[note]]` and `![[note#section]]` become a quote with the text of the section. */
import { join, posix } from 'node:path';
import { findSectionByFragment, isImageFile, resolveWikiLink } from '../../core/link-targets.ts';
import type { Note, Section } from '../../core/note.ts';
import { formatAddress } from '../../core/note.ts';
import { dedentSource } from '../../core/source-text.ts';
import type { Paragraph, Span } from '../../core/tree.ts';
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
  /** The note that everything is inserted into. Relative links are rewritten to start from its folder. */
  readonly into: Note;
  insertedLength: number;
}

interface Edit extends Span {
  readonly text: string;
}

/**
 * Returns a target whose note has the embedded sections inserted, within the target. An embed stays as it is if its
 * section is missing, or already around it, and in running text.
 */
export async function insertEmbeds(target: QueryTarget, library: Library): Promise<QueryTarget> {
  const { note, section } = target;
  const span = section ?? { from: 0, to: note.source.length };
  const insertion = { library, into: note, insertedLength: 0 };
  const source = insertWithin(note, span, insertion, [formatAddress(note, section)]);
  if (source === note.source) return target;
  const expanded = await readNoteWithSource(note, source);
  if (!section) return { ...target, note: expanded };
  const index = note.sections.indexOf(section);
  // Everything that is inserted is in quotes after the section's heading, so its number among the sections stays.
  return { ...target, note: expanded, section: index < 0 ? section : expanded.sections[index] };
}

/** Returns a note's source with the embeds in a span replaced. @param around the addresses that the span is inside of */
function insertWithin(note: Note, span: Span, insertion: Insertion, around: readonly string[]): string {
  const edits: Edit[] = [];
  walk(note.tree, (node) => {
    if (node.to <= span.from || node.from >= span.to) return false;
    if (node.type === 'paragraph') for (const item of replaceEmbeds(note, node, insertion, around)) edits.push(item);
    else if (note !== insertion.into && (node.type === 'link' || node.type === 'image' || node.type === 'definition')) {
      const edit = moveLink(note, node, insertion.into);
      if (edit) edits.push(edit);
    }
    return true;
  });
  edits.sort((a, b) => a.from - b.from);
  let source = '';
  let at = 0;
  for (const { from, to, text } of edits) {
    if (from < at) continue;
    source += note.source.slice(at, from) + text;
    at = to;
  }
  return source + note.source.slice(at);
}

/** Replaces the embeds in a paragraph that are alone on their line. */
function replaceEmbeds(
  note: Note,
  paragraph: Paragraph,
  insertion: Insertion,
  around: readonly string[],
): readonly Edit[] {
  const { source, lines } = note;
  return paragraph.children.flatMap((node): readonly Edit[] => {
    if (node.type !== 'wikiLink' || !node.isEmbed || isImageFile(node.target)) return [];
    const lineStart = lines.lineStart(lines.lineAt(node.from));
    const lineEnd = Math.min(lines.lineEnd(lines.lineAt(node.from)), paragraph.to);
    const before = source.slice(lineStart, node.from);
    const after = source.slice(node.to, lineEnd);
    const isAlone =
      (node.from === paragraph.from || /^[\s>]*$/.test(before)) && /^\s*(?:\^[\da-z-]+\s*)?$/i.test(after);
    // The text of a task cannot begin with a quote.
    if (!isAlone || /\[.\][ \t]+$/.test(before)) return [];
    const text = readEmbedded(note, node.target, insertion, around);
    if (text === undefined) return [];
    const prefix = before.replace(/[^\t>]/g, ' ');
    const quoted = text.split('\n').map((line, index) => `${index === 0 ? '' : prefix}> ${line}`.trimEnd());
    // Without a blank line, the rest of the paragraph would continue the quote.
    if (lineEnd < paragraph.to) quoted.push(prefix.trimEnd());
    return [{ from: node.from, to: lineEnd, text: quoted.join('\n') }];
  });
}

/** Rewrites the relative address of a link or image for a note in another folder. */
function moveLink(note: Note, { from, to, url }: Span & { readonly url: string }, into: Note): Edit | undefined {
  if (url === '' || /^(?:[a-z][\da-z+.-]*:|[/\\])/i.test(url)) return undefined;
  const source = note.source.slice(from, to);
  const at = source.lastIndexOf(url);
  if (at < 0) return undefined;
  const file = url.startsWith('#') ? note.path + url : posix.join(posix.dirname(note.path), url);
  const moved = posix.relative(posix.dirname(into.path), file);
  return { from: from + at, to: from + at + url.length, text: moved };
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
