import type { Note, Section } from '../core/note.ts';
import { findFrontMatterBlock } from '../markdown/front-matter-block.ts';

/**
 * Returns the text of a section without its subsections, or without a section the text after the front matter and
 * before the first heading.
 */
export function extractSectionText({ source, sections }: Note, section: Section | undefined): string {
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
