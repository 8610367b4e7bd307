/** The text of a section itself. */
import type { Note, Section } from '../core/note.ts';
import { frontMatterBlock } from '../markdown/front-matter-block.ts';

/** @returns what stands under a heading, or with none after the front matter, without the sections beneath */
export function ownTextOf({ source, sections }: Note, section: Section | undefined): string {
  const inner = section ? section.children : sections.filter(({ parent }) => !parent);
  const to = section ? section.to : source.length;
  let text = '';
  let at = section ? section.bodyFrom : (frontMatterBlock(source)?.to ?? 0);
  for (const { from, to: end } of inner) {
    text += source.slice(at, Math.max(at, from));
    at = Math.max(at, end);
  }
  return text + source.slice(at, Math.max(at, to));
}
