/** A note whose metadata comes from an index and whose file is read on first access to its text. */
import type { Lines, Note, Section } from '../../core/note.ts';
import type { Container, List, Paragraph, Root } from '../../core/tree.ts';
import { decode } from '../files/decode.ts';
import { readRegularFile } from '../files/read-file.ts';
import { hashText } from './hash.ts';
import type { NoteData, SectionRow } from './schema.ts';

/** The file differs from what was indexed; the answer must be computed again. */
class NoteChanged extends Error {
  override readonly name = 'NoteChanged';
}

/** A syntax tree is needed but the parser is not loaded; load it and compute the answer again. */
class ParserNeeded extends Error {
  override readonly name = 'ParserNeeded';
}

let readTree: typeof import('../../markdown/read-tree.ts').readTree | undefined;

/** Loads the parser. Only syntax trees need it; everything else is in the index. */
export async function loadParser(): Promise<void> {
  readTree ??= (await import('../../markdown/read-tree.ts')).readTree;
}

export interface NoteRow {
  readonly id: number;
  readonly path: string;
  readonly hash: string;
  readonly data: NoteData;
}

interface ParsedNote {
  readonly source: string;
  readonly tree: Root;
  readonly lines: Lines;
  readonly sections: () => readonly Section[];
}

export class IndexedNote implements Note {
  readonly id: number;
  readonly library: string;
  readonly path: string;
  readonly file: string;
  readonly #row: NoteRow;
  readonly #loadSections: (id: number) => readonly SectionRow[];
  #sections: readonly IndexedSection[] | undefined;
  #source: string | undefined;
  #parsed: ParsedNote | undefined;

  readonly #isUnchanged: (path: string, file: string) => boolean;

  /**
   * @param readSections reads the sections from the index
   * @param isUnchanged reports whether a file is the same as when the index was updated, so that it need not be hashed
   */
  constructor(
    library: string,
    file: string,
    row: NoteRow,
    readSections: (id: number) => readonly SectionRow[],
    isUnchanged: (path: string, file: string) => boolean,
  ) {
    this.#isUnchanged = isUnchanged;
    this.library = library;
    this.file = file;
    this.path = row.path;
    this.id = row.id;
    this.#row = row;
    this.#loadSections = readSections;
  }

  get data(): NoteData {
    return this.#row.data;
  }
  get title(): string {
    return this.data.title;
  }
  get aliases(): readonly string[] {
    return this.data.aliases;
  }
  get tags(): readonly string[] {
    return this.data.tags;
  }
  get date(): number {
    return this.data.date;
  }
  get modified(): number {
    return this.data.modified;
  }
  get byteOrderMark(): boolean {
    return this.data.byteOrderMark;
  }

  get sections(): readonly Section[] {
    this.#sections ??= this.#readSections();
    return this.#sections;
  }

  #readSections(): readonly IndexedSection[] {
    const sections: IndexedSection[] = [];
    for (const [number, row] of this.#loadSections(this.id).entries()) {
      const parent = sections[row[9]];
      const section = new IndexedSection(row, parent, this, () => this.#parse().sections()[number]);
      parent?.children.push(section);
      sections.push(section);
    }
    return sections;
  }

  /** @throws NoteChanged if the file differs from what was indexed */
  get source(): string {
    this.#source ??= this.#readSource();
    return this.#source;
  }

  #readSource(): string {
    let bytes: Uint8Array;
    try {
      bytes = readRegularFile(this.file);
    } catch {
      throw new NoteChanged(this.file);
    }
    const text = decode(bytes)?.text;
    // Checked after reading: if the file is unchanged now, it was unchanged when it was read.
    if (text !== undefined && this.#isUnchanged(this.path, this.file)) return text;
    if (text === undefined || hashText(text) !== this.#row.hash) throw new NoteChanged(this.file);
    return text;
  }

  get tree(): Root {
    return this.#parse().tree;
  }
  get lines(): Lines {
    return this.#parse().lines;
  }

  #parse(): ParsedNote {
    if (!this.#parsed) {
      const { source } = this;
      if (!readTree) throw new ParserNeeded();
      this.#parsed = { source, ...readTree(source, this.data.hasFrontMatter) };
    }
    return this.#parsed;
  }
}

class IndexedSection implements Section {
  readonly heading: string;
  readonly slug: string;
  readonly depth: number;
  readonly label: boolean;
  readonly line: number;
  readonly endLine: number;
  readonly from: number;
  readonly to: number;
  readonly bodyFrom: number;
  readonly parent: Section | undefined;
  readonly children: Section[] = [];
  readonly #findParsed: () => Section | undefined;

  readonly #note: Note;
  readonly #isInRoot: boolean;

  constructor(row: SectionRow, parent: Section | undefined, note: Note, findParsed: () => Section | undefined) {
    [this.heading, this.slug, this.depth, , this.line, this.endLine, this.from, this.to, this.bodyFrom] = row;
    this.label = row[3] === 1;
    this.parent = parent;
    this.#findParsed = findParsed;
    this.#note = note;
    this.#isInRoot = row[10] === 1;
  }

  get container(): Container | List {
    if (this.#isInRoot) return this.#note.tree;
    const parsed = this.#findParsed();
    if (!parsed) throw new NoteChanged(this.heading);
    return parsed.container;
  }
  get within(): Paragraph | undefined {
    return this.#isInRoot ? undefined : this.#findParsed()?.within;
  }
}
