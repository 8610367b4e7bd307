import type { Note, Section } from '../core/note.ts';
import { walk } from '../core/tree.ts';
import { findFrontMatterBlock } from '../markdown/front-matter-block.ts';

/**
 * Returns the text of a section without its subsections, or without a section the text after the front matter and
 * before the first heading. Comments of Obsidian's (`%%…%%`) are blank.
 */
export function extractSectionText(note: Note, section: Section | undefined): string {
  const { sections } = note;
  const source = blankComments(note);
  const inner = section ? section.children : sections.filter(({ parent }) => !parent);
  const to = section ? section.to : source.length;
  let text = '';
  let at = section ? section.bodyFrom : (findFrontMatterBlock(source)?.to ?? 0);
  for (const { from, to: end } of inner) {
    text += source.slice(at, Math.max(at, from));
    at = Math.max(at, end);
  }
  return text + source.slice(at, Math.max(at, to));
}

const sourcesWithoutComments = new WeakMap<Note, string>();

/** Returns the source with spaces in place of comments, which nobody wants to find. */
export function blankComments(note: Note): string {
  if (!note.source.includes('%%')) return note.source;
  let source = sourcesWithoutComments.get(note);
  if (source !== undefined) return source;
  source = '';
  let at = 0;
  walk(note.tree, ({ type, from, to }) => {
    if (type !== 'html' || !note.source.slice(from, to).trimStart().startsWith('%%')) return;
    source += note.source.slice(at, from) + note.source.slice(from, to).replace(/[^\r\n]/g, ' ');
    at = to;
  });
  source += note.source.slice(at);
  sourcesWithoutComments.set(note, source);
  return source;
}
