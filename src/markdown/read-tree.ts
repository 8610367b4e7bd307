/** Reads a note's tree and sections when it is already known whether the note has front matter. */
import type { Lines, Section } from '../core/note.ts';
import { nestSections } from '../core/outline.ts';
import type { Root } from '../core/tree.ts';
import { findFrontMatterBlock } from './front-matter-block.ts';
import { parse } from './parse.ts';

export interface NoteTree {
  readonly tree: Root;
  readonly lines: Lines;
  /** Computed on the first call. */
  readonly sections: () => readonly Section[];
}

export function readTree(source: string, hasFrontMatter: boolean): NoteTree {
  const { tree, lines, marks } = parse(source, hasFrontMatter ? findFrontMatterBlock(source) : undefined);
  let sections: readonly Section[] | undefined;
  return {
    tree,
    lines,
    sections: () => {
      sections ??= nestSections(marks(), lines);
      return sections;
    },
  };
}
