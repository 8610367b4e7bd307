/** A note's tree and sections, where it is known whether it has front matter. */
import type { Lines, Section } from '../core/note.ts';
import { outline } from '../core/outline.ts';
import type { Root } from '../core/tree.ts';
import { frontMatterBlock } from './front-matter-block.ts';
import { parse } from './parse.ts';

export interface Read {
  readonly tree: Root;
  readonly lines: Lines;
  /** Found when they are asked for. */
  readonly sections: () => readonly Section[];
}

/** @param hasFrontMatter whether the block at its head is front matter, and not content */
export function readTree(source: string, hasFrontMatter: boolean): Read {
  const { tree, lines, marks } = parse(source, hasFrontMatter ? frontMatterBlock(source) : undefined);
  let sections: readonly Section[] | undefined;
  return {
    tree,
    lines,
    sections: () => {
      sections ??= outline(marks(), lines);
      return sections;
    },
  };
}
