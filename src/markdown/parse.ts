/** Markdown source to what core speaks of: the one door to the scanner. */
import { Lines } from '../core/note.ts';
import type { Mark } from '../core/outline.ts';
import type { Root } from '../core/tree.ts';
import { parseBlocks } from './blocks.ts';
import type { FrontMatterBlock } from './front-matter-block.ts';
import { marksOf } from './headings.ts';
import { TreeNode } from './node.ts';

export interface Parsed {
  readonly tree: Root;
  readonly lines: Lines;
  /** Headings and labels in document order, found when they are asked for. */
  readonly marks: () => readonly Mark[];
}

/**
 * Parses CommonMark 0.31.2 with GFM's tables, strikethrough, tasks, bare links and footnotes, and wiki links. Blocks are
 * parsed at once, the inlines of a leaf when its children are asked for.
 * Any string has a structure: nothing throws.
 * @param source without a byte order mark
 * @param frontMatter the block of YAML or TOML at its head, if that is to be taken as such
 */
export function parse(source: string, frontMatter?: FrontMatterBlock): Parsed {
  const store = parseBlocks(source, frontMatter);
  const lines = new Lines(source, store.lineStarts, store.lineCount);
  // A view has the properties of every type of node; the type tells which of them mean something.
  return { tree: new TreeNode(store, 0) as unknown as Root, lines, marks: () => marksOf(store, lines) };
}
