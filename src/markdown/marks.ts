/** All headings and labels of a note, with the slugs that their addresses bear. */
import GithubSlugger from 'github-slugger';
import type { Lines } from '../core/note.ts';
import type { Mark } from '../core/outline.ts';
import type { Container, List, Root } from '../core/tree.ts';
import { plainText } from '../core/tree.ts';
import { itemLabel, paragraphLabels } from './labels.ts';

type Draft = Omit<Mark, 'slug'> & { slug: string };

/**
 * @returns the marks in document order; headings bear GitHub's slugs, labels the next free ones after them
 */
export function marksOf(tree: Root, source: string, lines: Lines): Mark[] {
  const marks: Draft[] = [];
  const frames: { parent: Container | List; index: number }[] = [{ parent: tree, index: 0 }];
  for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
    const { parent } = frame;
    const index = frame.index++;
    const node = parent.children[index];
    if (!node) {
      frames.pop();
      continue;
    }
    const limit = parent.type === 'root' ? source.length : parent.to;
    if (node.type === 'heading') {
      const heading = plainText(node);
      const slug = plainText(node, { alt: false });
      marks.push({
        from: node.from,
        to: node.to,
        heading,
        slug,
        depth: node.depth,
        rank: 0,
        limit,
        container: parent,
        within: undefined,
      });
    } else if (node.type === 'paragraph' && parent.type !== 'list') {
      if (parent.type === 'listItem' && index === 0 && marks.at(-1)?.from === parent.from) continue;
      for (const label of paragraphLabels(node, parent.children, index, limit, source, lines))
        marks.push(toMark(label, parent));
    } else if (node.type === 'listItem' && parent.type === 'list') {
      const label = itemLabel(parent, index, source, lines);
      if (label) marks.push(toMark(label, parent));
      frames.push({ parent: node, index: 0 });
    } else if (node.type === 'blockquote' || node.type === 'list' || node.type === 'footnoteDefinition') {
      frames.push({ parent: node, index: 0 });
    }
  }
  return withSlugs(marks);
}

function toMark(label: ReturnType<typeof paragraphLabels>[number], container: Container | List): Draft {
  const { from, to, text, rank, limit, within } = label;
  return { from, to, heading: text, slug: text, depth: 0, rank, limit, container, within };
}

/** A heading's slug is GitHub's, so a label never takes one that a later heading has. */
function withSlugs(marks: Draft[]): Mark[] {
  const slugger = new GithubSlugger();
  for (const mark of marks) if (mark.depth > 0) mark.slug = slugger.slug(mark.slug);
  for (const mark of marks) if (mark.depth === 0) mark.slug = slugger.slug(mark.slug);
  return marks;
}
