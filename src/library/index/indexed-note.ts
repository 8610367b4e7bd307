/** A note of which an index knows what there is to know, and whose file is read when its text is asked for. */
import { readFileSync } from 'node:fs';
import type { Lines, Note, Section } from '../../core/note.ts';
import type { Container, List, Paragraph, Root } from '../../core/tree.ts';
import { decode } from '../files/decode.ts';
import { hashOf } from './hash.ts';
import type { NoteData, SectionRow } from './schema.ts';

/** Its file is no longer what was indexed: what is asked has to be asked again. */
export class NoteChanged extends Error {
  override readonly name = 'NoteChanged';
}

/** A tree is asked for, and what makes one is not loaded: what is asked has to be asked again. */
export class ParserNeeded extends Error {
  override readonly name = 'ParserNeeded';
}

let readTree: typeof import('../../markdown/read-tree.ts').readTree | undefined;

/** Loads what makes trees: the index knows all else. */
export async function loadParser(): Promise<void> {
  readTree ??= (await import('../../markdown/read-tree.ts')).readTree;
}

/** A row of `note`. */
export interface NoteRow {
  readonly id: number;
  readonly path: string;
  readonly hash: string;
  readonly data: NoteData;
}

interface Parsed {
  readonly source: string;
  readonly tree: Root;
  readonly lines: Lines;
  /** Found when they are asked for. */
  readonly sections: () => readonly Section[];
}

export class IndexedNote implements Note {
  readonly id: number;
  readonly library: string;
  readonly path: string;
  readonly file: string;
  readonly #row: NoteRow;
  readonly #sectionsOf: (id: number) => readonly SectionRow[];
  #sections: readonly IndexedSection[] | undefined;
  #source: string | undefined;
  #parsed: Parsed | undefined;

  readonly #isAsLooked: (path: string, file: string) => boolean;

  /**
   * @param sectionsOf reads them from the index
   * @param isAsLooked whether a file is what it was when the index was brought up to date, so that it need not be hashed
   */
  constructor(
    library: string,
    file: string,
    row: NoteRow,
    sectionsOf: (id: number) => readonly SectionRow[],
    isAsLooked: (path: string, file: string) => boolean,
  ) {
    this.#isAsLooked = isAsLooked;
    this.library = library;
    this.file = file;
    this.path = row.path;
    this.id = row.id;
    this.#row = row;
    this.#sectionsOf = sectionsOf;
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
    for (const [number, row] of this.#sectionsOf(this.id).entries()) {
      const parent = sections[row[9]];
      const section = new IndexedSection(row, parent, this, () => this.#parse().sections()[number]);
      parent?.children.push(section);
      sections.push(section);
    }
    return sections;
  }

  /** @throws NoteChanged when it is not what was indexed */
  get source(): string {
    this.#source ??= this.#read();
    return this.#source;
  }

  #read(): string {
    let bytes: Uint8Array;
    try {
      bytes = readFileSync(this.file);
    } catch {
      throw new NoteChanged(this.file);
    }
    const text = decode(bytes)?.text;
    // Looked at after it was read: what is the same then was the same before.
    if (text !== undefined && this.#isAsLooked(this.path, this.file)) return text;
    if (text === undefined || hashOf(text) !== this.#row.hash) throw new NoteChanged(this.file);
    return text;
  }

  get tree(): Root {
    return this.#parse().tree;
  }
  get lines(): Lines {
    return this.#parse().lines;
  }

  #parse(): Parsed {
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
  /** The section as it stands in the note's tree. */
  readonly #parsed: () => Section | undefined;

  readonly #note: Note;
  readonly #isInRoot: boolean;

  constructor(row: SectionRow, parent: Section | undefined, note: Note, parsed: () => Section | undefined) {
    [this.heading, this.slug, this.depth, , this.line, this.endLine, this.from, this.to, this.bodyFrom] = row;
    this.label = row[3] === 1;
    this.parent = parent;
    this.#parsed = parsed;
    this.#note = note;
    this.#isInRoot = row[10] === 1;
  }

  get container(): Container | List {
    if (this.#isInRoot) return this.#note.tree;
    const parsed = this.#parsed();
    if (!parsed) throw new NoteChanged(this.heading);
    return parsed.container;
  }
  get within(): Paragraph | undefined {
    return this.#isInRoot ? undefined : this.#parsed()?.within;
  }
}
