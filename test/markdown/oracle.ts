/**
 * An independent parser to compare with: mdast-util-from-markdown with its extensions for GFM and front matter.
 * micromark takes a delimiter beside another kind of delimiter for one that can open and close whatever its flanks are, which
 * the specification does not say; that is switched off here, so that the rest of emphasis can be compared.
 */
import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfm } from 'micromark-extension-gfm';
import { Lines } from '../../src/core/note.ts';
import { parseBlocks } from '../../src/markdown/blocks.ts';
import { findFrontMatterBlock } from '../../src/markdown/front-matter-block.ts';
import { TreeNode } from '../../src/markdown/node.ts';
import { toMdast } from '../../src/markdown/to-mdast.ts';

const { attentionMarkers } = (await import(
  import.meta.resolve('micromark').replace(/index\.js$|dev\/index\.js$/, 'lib/constructs.js')
)) as {
  attentionMarkers: { null: number[] };
};
attentionMarkers.null.length = 0;
const gfmExtension = gfm();
gfmExtension.attentionMarkers = { null: [] };

export function oracleTree(source: string): Root {
  return fromMarkdown(source, {
    extensions: [gfmExtension, frontmatter(['yaml', 'toml'])],
    mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown(['yaml', 'toml'])],
  });
}

export function ourTree(source: string): Root {
  const store = parseBlocks(source, findFrontMatterBlock(source));
  return toMdast(new TreeNode(store, 0), new Lines(source, store.lineStarts, store.lineCount));
}

/**
 * A tree as lines: type, span, fields, one node a line, indented by depth.
 * @param positions whether spans are written
 */
export function linesOf(tree: Nodes, positions = true): string[] {
  const lines: string[] = [];
  const rest: [Nodes, number][] = [[tree, 0]];
  for (let next = rest.pop(); next; next = rest.pop()) {
    const [node, depth] = next;
    const { type, position, children, ...fields } = node as Nodes & { children?: Nodes[] } & Record<string, unknown>;
    const span = positions ? (position ? `${position.start.offset}-${position.end.offset}` : '?') : '';
    const told = Object.entries(fields)
      .filter(([, value]) => value !== null && value !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => `${key}=${JSON.stringify(value)}`);
    lines.push(`${'  '.repeat(depth)}${type} ${span} ${told.join(' ')}`);
    for (const child of [...(children ?? [])].reverse()) rest.push([child, depth + 1]);
  }
  return lines;
}

/** @returns both trees as lines from where they differ, or nothing; a node without a position is compared without one */
export function difference(source: string): { oracle: string[]; ours: string[] } | undefined {
  const oracle = linesOf(oracleTree(source));
  const ours = linesOf(ourTree(source));
  const isSame = (a: string | undefined, b: string | undefined) =>
    a === b ||
    (a !== undefined && b !== undefined && a.includes(' ? ') && a.replace(' ? ', ' ') === b.replace(/ \d+-\d+ /, ' '));
  let at = 0;
  while (at < Math.max(oracle.length, ours.length) && isSame(oracle[at], ours[at])) at++;
  return at === oracle.length && at === ours.length
    ? undefined
    : { oracle: oracle.slice(at, at + 5), ours: ours.slice(at, at + 5) };
}

/**
 * Documents in which the two are known to differ; `src/markdown/README.md` says why, and differences.test.ts pins what we say.
 * Each pattern is wider than its difference: what it passes over is compared in other documents.
 */
const known: readonly [string, RegExp][] = [
  ['delimiters that cross', /~[\s\S]*[*_][\s\S]*~|[*_][\s\S]*~[\s\S]*[*_]/],
  [
    'delimiters used in part',
    /[*_]{2}[\s\S]*[*_]{3}|[*_]{3}[\s\S]*[*_]{2}|[*_]{4}|_[\s\S]*__|__[\s\S]*_|\*[\s\S]*\*\*|\*\*[\s\S]*\*(?!\*)/,
  ],
  [
    'an item in a line that could go on with a paragraph',
    /(?:[-+*>]|\d[.)]|\]:)[ \t]*(?:[-+*][ \t]*(?:[\r\n]|$)|\d+[.)])|^[ >]*(?: {4}|\t).*\s+[ >]*(?:[-+*]|\d+[.)])/m,
  ],
  ['HTML of kind 7 in a lazy line', /(?:[-+*>]|\d[.)]|\]:).*(?:\r\n|\n|\r)(?:.+(?:\r\n|\n|\r))*[ \t]*<\/?[a-z]/],
  [
    'where a node ends',
    /(?:[-+*>]|\d[.)]|\]:).*(?:~~~|```|<!--|<\?|<!\[)|^[ >]*(?: {4}|\t).*(?:\r\n|\n|\r)(?:[ \t>]*(?:\r\n|\n|\r))*[ \t>]+(?:[\r\n]|$)|\]:(?:.|\r?\n(?!\r?\n))*\r?\n[ \t>]*(?:=+|-+)[ \t]*(?:[\r\n]|$)|[>\]:][ \t]*[\r\n]|\[[ xX]\][ \t]*(?:[\r\n]|[^ \t\w])|\[[ xX]\][ \t]*(?:www|http|\S*@|_)|[\r\n][ \t]*[->:\d.)*+\]][ \t>]*(?:http|www|\S*@|<)|[\r\n][ \t]+(?:http|www|\S*@)/m,
  ],
  ['`!` in the address of an autolink', /<[^\s>]*![^\s>]*@/],
  ['a parenthesis in a title of parentheses', /\([^)]*\(/],
  ['tasks outside lists', /(?:[-+*]|\d[.)])[ \t]*[\r\n][\s\S]*\[[ xX]\]/],
  [
    'where a node ends, in items and footnotes',
    /(?:[-+*>]|\d[.)]|\]:)(?: {5}|\t).*[\r\n]+[ \t>]+[\r\n]|\]:[ \t]*(?:[-+*]|\d+[.)]).*[\r\n]+ {4}/,
  ],
  ['tasks after definitions', /\]:[^\r\n]*[\r\n]+[ \t]*\[[ xX]\]/],
  [
    'where a node ends, after code, a fence or a break in a container',
    /(?:[-+*>]|\d[.)]|\]:) {5,}[\s\S]*[\r\n]|(?:[-+*]|\d[.)])[ \t]*[\r\n][\s\S]*(?:```|~~~|<!--|#)| {2}[\r\n]+\t/,
  ],
  ['where a node ends, before an item in a quote', />[\s\S]*[\r\n][ \t]*>[ \t>]*[-+*\d]/],
  [
    'where a node ends: backticks or a break before a container goes on, an item before another block in a footnote',
    /(?:[-+*>]|\d[.)]|\]:).*``[\s\S]*[\r\n]|\\[\r\n]+[ \t]*>|\]:[ \t]*(?:[-+*]|\d+[.)])[\s\S]*[\r\n]\t/,
  ],
  [
    'where a node ends: a container that ends with an empty heading, an unclosed fence in a footnote',
    /(?:[-+*>]|\d[.)]|\]:)[ \t]*#+[ \t]*[\r\n]|\]:[\s\S]*[\r\n] {4,}(?:~~~|```)/,
  ],
  ['footnotes in footnotes', /\]:.*\[\^/],
  ['addresses in addresses', /@[^\s@]*@/],
];

/** Our extensions of CommonMark and GFM. */
const extensions: readonly (readonly [string, RegExp])[] = [
  ['wiki links', /\[\[/],
  ['math', /\$/],
  ['highlights', /==\S/],
  ['comments', /%%/],
  ['identifiers of blocks', /(?:^|\s)\^[\da-z-]{2,}\s*$/im],
  ['marks of tasks', /\[[/>?!-]\](?:\s|$)/m],
];

/** Returns the extension that makes a note differ, if it has one. */
export function findExtension(source: string): string | undefined {
  return extensions.find(([, pattern]) => pattern.test(source))?.[0];
}

export function knownDifference(source: string): string | undefined {
  const extension = findExtension(source);
  if (extension !== undefined) return extension;
  return known.find(([, pattern]) => pattern.test(source))?.[0];
}
