/** Markdown source to a tree: the one door to the scanner. */
import type { Root } from '../core/tree.ts';
import { parseBlocks } from './blocks.ts';
import type { FrontMatterBlock } from './front-matter-block.ts';
import { TreeNode } from './node.ts';

/**
 * Parses CommonMark 0.31.2 with GFM's tables, strikethrough, tasks, bare links and footnotes, and wiki links. Blocks are
 * parsed at once, the inlines of a leaf when its children are asked for.
 * Any string has a structure: nothing throws.
 * @param source without a byte order mark
 * @param frontMatter the block of YAML or TOML at its head, if that is to be taken as such
 */
export function parseTree(source: string, frontMatter?: FrontMatterBlock): Root {
  // A view has the properties of every type of node; the type tells which of them mean something.
  return new TreeNode(parseBlocks(source, frontMatter), 0) as unknown as Root;
}
