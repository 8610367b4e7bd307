/**
 * The files of an index. `NAME.db` is the database. `NAME.ok` records the library, the build, and the stamp of the
 * database after its last complete write. A database that does not match the record is never read: its last write was
 * incomplete, or another program wrote to it.
 */
import {
  chmodSync,
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { readStamp } from '../files/walk.ts';
import { hashText } from './hash.ts';
import { bulkLoadSql, createTablesSql, formatVersion } from './schema.ts';

export interface IndexLocation {
  readonly folder: string;
  /** The real path of the root. */
  readonly root: string;
  /** The build of the program. Another build may read notes differently. */
  readonly build: string;
  /** Creates a folder and its parents, accessible to this user only. */
  readonly makeFolder: (folder: string) => void;
  readonly isRunning: (process: number) => boolean;
  readonly process: number;
}

/** `later`: written in a newer format; leave it alone. `damaged`: exists but does not match its record. */
export type IndexState = 'none' | 'good' | 'old' | 'later' | 'damaged';

export class IndexFiles {
  readonly #location: IndexLocation;
  readonly #name: string;

  constructor(place: IndexLocation) {
    this.#location = place;
    this.#name = hashText(place.root);
  }

  #getPath(extension: string): string {
    return join(this.#location.folder, `${this.#name}.${extension}`);
  }

  get databasePath(): string {
    return this.#getPath('db');
  }

  readState(): IndexState {
    const stamp = readStamp(this.databasePath);
    if (!stamp) return 'none';
    let recordLines: string[];
    try {
      recordLines = readFileSync(this.#getPath('ok'), 'utf8').split('\n');
    } catch {
      return 'damaged';
    }
    const [formatLine = '', build, root, ...stampLines] = recordLines;
    const version = /^readings index (\d+)$/.exec(formatLine)?.[1];
    if (version === undefined) return 'damaged';
    if (Number(version) > formatVersion) return 'later';
    if (stampLines.join('\n') !== stamp.join(' ') || root !== JSON.stringify(this.#location.root)) return 'damaged';
    return Number(version) === formatVersion && build === this.#location.build ? 'good' : 'old';
  }

  writeRecord(): void {
    const { build, root } = this.#location;
    const stamp = readStamp(this.databasePath)?.join(' ') ?? '';
    const temporary = this.#getPath(`ok.${this.#location.process}.tmp`);
    writeFileSync(temporary, [`readings index ${formatVersion}`, build, JSON.stringify(root), stamp].join('\n'), {
      mode: 0o600,
    });
    renameSync(temporary, this.#getPath('ok'));
  }

  /**
   * Creates the folder with access for this user only, because an index contains the text of notes.
   * @throws Error if the folder cannot be created
   */
  makeFolder(): void {
    const { folder, makeFolder } = this.#location;
    makeFolder(folder);
    if ((statSync(folder).mode & 0o77) !== 0) chmodSync(folder, 0o700);
  }

  /** Builds a database in a temporary file and replaces the old one when it is complete. */
  async rebuild(fill: (database: DatabaseSync) => Promise<void>): Promise<void> {
    const { DatabaseSync } = await import('node:sqlite');
    this.makeFolder();
    this.removeLeftovers();
    const temporary = this.#getPath(`${this.#location.process}.tmp`);
    try {
      writeFileSync(temporary, '', { mode: 0o600 });
      const database = new DatabaseSync(temporary);
      try {
        database.exec('pragma journal_mode = off; pragma synchronous = off; pragma temp_store = memory;');
        database.exec('pragma cache_size = -16384;');
        database.exec(`begin; ${createTablesSql}; ${bulkLoadSql}`);
        await fill(database);
        database.exec('commit');
      } finally {
        database.close();
      }
      const descriptor = openSync(temporary, 'r+');
      fsyncSync(descriptor);
      closeSync(descriptor);
      rmSync(`${this.databasePath}-journal`, { force: true });
      renameSync(temporary, this.databasePath);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
    this.writeRecord();
  }

  removeLeftovers(): void {
    for (const name of readdirSync(this.#location.folder)) {
      const processId = /\.(\d+)\.tmp(?:-journal)?$/.exec(name)?.[1];
      if (
        processId === undefined ||
        (Number(processId) !== this.#location.process && this.#location.isRunning(Number(processId)))
      )
        continue;
      rmSync(join(this.#location.folder, name), { force: true });
    }
  }

  remove(): void {
    for (const extension of ['db', 'db-journal', 'ok']) rmSync(this.#getPath(extension), { force: true });
  }
}
