/** A decoded file to a note. */
import type { Note, Section } from '../core/note.ts';
import { stemOf } from '../core/note.ts';
import { outline } from '../core/outline.ts';
import type { FrontMatterProblem } from './front-matter.ts';
import type { FrontMatterBlock } from './front-matter-block.ts';
import { frontMatterBlock } from './front-matter-block.ts';
import type { FrontMatter } from './front-matter-fields.ts';
import { frontMatterIn } from './front-matter-fields.ts';
import { parse } from './parse.ts';
import { readPlainYaml } from './yaml-fast-path.ts';

/** What is known of a file beside its text. */
export interface NoteFile {
  readonly library: string;
  readonly path: string;
  readonly file: string;
  readonly modified: number;
  readonly byteOrderMark: boolean;
}

/**
 * Reads a note. Front matter that is malformed is content, and reported.
 * @param source decoded, without a byte order mark
 * @param onProblem told of malformed front matter
 */
export async function readNote(
  source: string,
  file: NoteFile,
  onProblem: (problem: FrontMatterProblem) => void,
): Promise<Note> {
  const block = frontMatterBlock(source);
  const front = block && (await frontMatterOf(block, onProblem));
  const { tree, lines, marks } = parse(source, front && block);
  let sections: readonly Section[] | undefined;
  let title = front?.title;
  const note: Note = {
    ...file,
    source,
    tree,
    lines,
    // Found when they are asked for: a note that is asked for by its path may do without.
    get sections() {
      sections ??= outline(marks(), lines);
      return sections;
    },
    get title() {
      title ??= titleHeading(this.sections)?.heading ?? stemOf(file.path);
      return title;
    },
    aliases: front?.aliases ?? [],
    tags: front?.tags ?? [],
    date: front?.date ?? file.modified,
  };
  return note;
}

/**
 * A note as it would be with another source.
 * @param onProblem told of malformed front matter
 */
export function withSource(
  { library, path, file, modified, byteOrderMark }: Note,
  source: string,
  onProblem: (problem: FrontMatterProblem) => void = () => undefined,
): Promise<Note> {
  return readNote(source, { library, path, file, modified, byteOrderMark }, onProblem);
}

/** The parsers of front matter are loaded for notes whose own is not of the plainest. */
async function frontMatterOf(
  block: FrontMatterBlock,
  onProblem: (problem: FrontMatterProblem) => void,
): Promise<FrontMatter | undefined> {
  const plain = block.kind === 'yaml' ? readPlainYaml(block.value) : undefined;
  if (plain) return frontMatterIn(plain);
  const { readFrontMatter } = await import('./front-matter.ts');
  const front = readFrontMatter(block);
  if (front === undefined || 'title' in front) return front;
  onProblem(front);
  return undefined;
}

/** The first heading of the least depth, one outside quotes and lists if there is any. */
function titleHeading(sections: readonly Section[]): Section | undefined {
  const headings = sections.filter((section) => !section.label && section.heading !== '');
  const outside = headings.filter((section) => section.container.type === 'root');
  let title: Section | undefined;
  for (const section of outside.length > 0 ? outside : headings)
    if (!title || section.depth < title.depth) title = section;
  return title;
}
