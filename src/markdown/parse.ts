/** Parses Markdown source into the types of core. The only entry point to the parser. */
import { Lines } from '../core/note.ts';
import type { SectionStart } from '../core/outline.ts';
import type { Root } from '../core/tree.ts';
import { parseBlocks } from './blocks.ts';
import type { FrontMatterBlock } from './front-matter-block.ts';
import { findMarks } from './headings.ts';
import { TreeNode } from './node.ts';

export interface ParsedMarkdown {
  readonly tree: Root;
  readonly lines: Lines;
  /** Finds headings and labels, in document order. */
  readonly marks: () => readonly SectionStart[];
}

/**
 * Parses CommonMark 0.31.2 with GFM tables, strikethrough, tasks, bare links and footnotes, and wiki links. Blocks are
 * parsed at once; the inlines of a leaf when its children are first read. Accepts any string and never throws.
 * @param source without a byte order mark
 * @param frontMatter the block of YAML or TOML at its head, if it is to be read as front matter
 */
export function parse(source: string, frontMatter?: FrontMatterBlock): ParsedMarkdown {
  const store = parseBlocks(source, frontMatter);
  store.hasLabelFirst = frontMatter?.kind === 'yaml' && isDendron(frontMatter.value);
  const lines = new Lines(source, store.lineStarts, store.lineCount);
  // A `TreeNode` has the properties of all node types; `type` determines which apply.
  return { tree: new TreeNode(store, 0) as unknown as Root, lines, marks: () => findMarks(store, lines) };
}

/**
 * Reports whether the front matter is that of a note of Dendron, whose wiki links have their label first: `[[label|target]]`.
 * Dendron writes these keys into every note.
 */
function isDendron(frontMatter: string): boolean {
  return ['id', 'desc', 'updated', 'created'].every((key) => new RegExp(`^${key}:`, 'm').test(frontMatter));
}
