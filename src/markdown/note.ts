import type { Note, Section } from '../core/note.ts';
import { getFileStem } from '../core/note.ts';
import { nestSections } from '../core/outline.ts';
import type { Root } from '../core/tree.ts';
import { foldCase } from '../core/words.ts';
import type { FrontMatterProblem as Problem } from './front-matter.ts';
import type { FrontMatterBlock } from './front-matter-block.ts';
import { findFrontMatterBlock } from './front-matter-block.ts';
import type { FrontMatter } from './front-matter-fields.ts';
import { readFrontMatterFields } from './front-matter-fields.ts';
import { findInlineTags } from './inline-tags.ts';
import { parse } from './parse.ts';
import { readPlainYaml } from './yaml-fast-path.ts';

/** A problem of front matter, and whether the block is therefore read as content. */
export interface FrontMatterProblem extends Problem {
  readonly isContent: boolean;
}

export interface NoteFile {
  readonly library: string;
  readonly path: string;
  readonly file: string;
  readonly modified: number;
  readonly byteOrderMark: boolean;
}

/**
 * Reads a note. Malformed front matter is reported, and read as content if nothing in it can be read.
 * @param source decoded, without a byte order mark
 * @param onProblem called for malformed front matter
 */
export async function readNote(
  source: string,
  file: NoteFile,
  onProblem: (problem: FrontMatterProblem) => void,
): Promise<Note> {
  const block = findFrontMatterBlock(source);
  const frontMatter = block && (await loadFrontMatter(block, onProblem));
  const { tree, lines, marks } = parse(source, frontMatter && block);
  let sections: readonly Section[] | undefined;
  let title = frontMatter?.title;
  let tags: readonly string[] | undefined;
  const note: Note = {
    ...file,
    source,
    tree,
    lines,
    // Computed on first access: a note that is requested by its path may not need them.
    get sections() {
      sections ??= nestSections(marks(), lines);
      return sections;
    },
    get title() {
      title ??= findTitleHeading(this.sections, tree)?.heading ?? getFileStem(file.path);
      return title;
    },
    aliases: frontMatter?.aliases ?? [],
    get tags() {
      tags ??= mergeTags(frontMatter?.tags ?? [], findInlineTags(source, tree));
      return tags;
    },
    date: frontMatter?.date ?? file.modified,
  };
  return note;
}

/** Adds tags of the text to those of the front matter; the first spelling of each is kept. */
function mergeTags(tags: readonly string[], inlineTags: readonly string[]): readonly string[] {
  if (inlineTags.length === 0) return tags;
  const byKey = new Map<string, string>();
  for (const tag of [...tags, ...inlineTags]) if (!byKey.has(foldCase(tag))) byKey.set(foldCase(tag), tag);
  return [...byKey.values()];
}

export function readNoteWithSource(
  { library, path, file, modified, byteOrderMark }: Note,
  source: string,
  onProblem: (problem: FrontMatterProblem) => void = () => undefined,
): Promise<Note> {
  return readNote(source, { library, path, file, modified, byteOrderMark }, onProblem);
}

/** Reads front matter. The full parsers are loaded only if `readPlainYaml` cannot read it. */
async function loadFrontMatter(
  block: FrontMatterBlock,
  onProblem: (problem: FrontMatterProblem) => void,
): Promise<FrontMatter | undefined> {
  const plain = block.kind === 'yaml' ? readPlainYaml(block.value) : undefined;
  if (plain) return readFrontMatterFields(plain);
  const { readFrontMatter } = await import('./front-matter.ts');
  const { fields, problem } = readFrontMatter(block);
  if (problem) onProblem({ ...problem, isContent: !fields });
  return fields;
}

/** Finds the title heading: the first heading, if no content precedes it or it is the only level-1 heading. */
function findTitleHeading(sections: readonly Section[], tree: Root): Section | undefined {
  const headings = sections.filter(
    ({ label, heading, container }) => !label && heading !== '' && container.type === 'root',
  );
  const [first] = headings;
  if (!first) return undefined;
  const isOnly = first.depth === 1 && headings.filter(({ depth }) => depth === 1).length === 1;
  return isOnly || isFirstContent(first, tree) ? first : undefined;
}

/** Reports whether only front matter, comments and definitions precede a heading. */
function isFirstContent({ from }: Section, { children }: Root): boolean {
  return children
    .filter((block) => block.from < from)
    .every(
      (block) =>
        block.type === 'yaml' ||
        block.type === 'toml' ||
        block.type === 'definition' ||
        (block.type === 'html' && block.value.trimStart().startsWith('<!--')),
    );
}
