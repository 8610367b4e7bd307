/** Blocks with an identifier of their own (`… ^id`), as sections that an address such as `note#^id` names. */
import type { Note, Section } from './note.ts';
import { findSectionAt } from './note.ts';
import type { Container, List, Node, PathStep } from './tree.ts';
import { findPath, getChildren } from './tree.ts';

/**
 * Returns the block with an identifier: a paragraph, the whole item that a first paragraph belongs to, the section of a
 * heading, or the block before a paragraph that is nothing but the identifier.
 * @param id with or without `^`; case does not count
 */
export function findBlock(note: Note, id: string): Section | undefined {
  return findBlocks(note).get(id.replace(/^\^/, '').toLowerCase())?.();
}

/** Returns the identifiers of a note's blocks, without `^` and in lower case. */
export function listBlockIds(note: Note): string[] {
  return [...findBlocks(note).keys()];
}

const blocksByNote = new WeakMap<Note, ReadonlyMap<string, () => Section | undefined>>();

function findBlocks(note: Note): ReadonlyMap<string, () => Section | undefined> {
  const known = blocksByNote.get(note);
  if (known) return known;
  const blocks = new Map<string, () => Section | undefined>();
  for (const { index, 1: name = '' } of note.source.matchAll(/(?<=^|\s)\^([\da-z-]{2,})[ \t]*(?=[\r\n]|$)/gi)) {
    const id = name.toLowerCase();
    if (blocks.has(id)) continue;
    const path = findPath(note.tree, index);
    const leaf = path.at(-1);
    if (!leaf || (leaf.node.type !== 'paragraph' && leaf.node.type !== 'heading')) continue;
    const { type, children } = leaf.node;
    const mark = children.at(-1);
    if (mark?.type !== 'html' || mark.to <= index || mark.from > index) continue;
    const previous = children.length === 1 ? leaf.siblings[leaf.index - 1] : undefined;
    const block = previous ?? leaf.node;
    blocks.set(id, () =>
      type === 'heading' ? findSectionAt(note.sections, index) : toSection(note, name, path, block),
    );
  }
  blocksByNote.set(note, blocks);
  return blocks;
}

function toSection(note: Note, name: string, path: readonly PathStep[], node: Node): Section {
  const around: Node[] = path.slice(0, -1).map((step) => step.node);
  let block = node;
  // The first paragraph of an item stands for the item, and the last of a quote for the quote.
  for (let outer = around.at(-1); outer && standsFor(block, outer); outer = around.at(-1)) {
    block = outer;
    around.pop();
  }
  const container = around.at(-1) ?? note.tree;
  const parent = findSectionAt(note.sections, block.from);
  return {
    from: block.from,
    to: block.to,
    heading: `^${name}`,
    slug: `^${name}`,
    depth: (parent?.depth ?? 0) + 1,
    label: true,
    parent,
    children: [],
    line: note.lines.lineAt(block.from),
    endLine: note.lines.lineAt(Math.max(block.from, block.to - 1)),
    bodyFrom: block.from,
    container: container as Container | List,
    within: undefined,
  };
}

function standsFor(block: Node, outer: Node): boolean {
  const children = getChildren(outer);
  return outer.type === 'listItem' ? children[0] === block : outer.type === 'blockquote' && children.at(-1) === block;
}
