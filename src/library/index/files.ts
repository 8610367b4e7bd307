/**
 * The files of an index. `NAME.db` is the database; `NAME.ok` says of which library, by which build, and what the database's own
 * file was when it was last written whole. A database that is not what that says is never read: it was not written to its end,
 * or somebody else wrote to it.
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
import { stampOf } from '../files/walk.ts';
import { hashOf } from './hash.ts';
import { bulk, format, tables } from './schema.ts';

/** Where an index is kept, and for what. */
export interface IndexPlace {
  readonly folder: string;
  /** The root's real path. */
  readonly root: string;
  /** Another build of the program reads notes another way. */
  readonly build: string;
  /** Makes a folder and those above it, for this user alone. */
  readonly makeFolder: (folder: string) => void;
  /** Whether a process of this number runs. */
  readonly isRunning: (process: number) => boolean;
  /** The number of this one. */
  readonly process: number;
}

/** `later`: of a later format, to be left alone. `damaged`: there, and not what its record says. */
export type State = 'none' | 'good' | 'old' | 'later' | 'damaged';

export class IndexFiles {
  readonly #place: IndexPlace;
  readonly #name: string;

  constructor(place: IndexPlace) {
    this.#place = place;
    this.#name = hashOf(place.root);
  }

  #path(extension: string): string {
    return join(this.#place.folder, `${this.#name}.${extension}`);
  }

  get database(): string {
    return this.#path('db');
  }

  state(): State {
    const stamp = stampOf(this.database);
    if (!stamp) return 'none';
    let record: string[];
    try {
      record = readFileSync(this.#path('ok'), 'utf8').split('\n');
    } catch {
      return 'damaged';
    }
    const [recorded = '', build, root, ...rest] = record;
    const number = /^readings index (\d+)$/.exec(recorded)?.[1];
    if (number === undefined) return 'damaged';
    if (Number(number) > format) return 'later';
    if (rest.join('\n') !== stamp.join(' ') || root !== JSON.stringify(this.#place.root)) return 'damaged';
    return Number(number) === format && build === this.#place.build ? 'good' : 'old';
  }

  /** Writes down that the database is whole. */
  record(): void {
    const { build, root } = this.#place;
    const stamp = stampOf(this.database)?.join(' ') ?? '';
    const temporary = this.#path(`ok.${this.#place.process}.tmp`);
    writeFileSync(temporary, [`readings index ${format}`, build, JSON.stringify(root), stamp].join('\n'), {
      mode: 0o600,
    });
    renameSync(temporary, this.#path('ok'));
  }

  /** Nobody else may read what notes say, nor write to it. @throws when there can be no such folder */
  makeFolder(): void {
    const { folder, makeFolder } = this.#place;
    makeFolder(folder);
    if ((statSync(folder).mode & 0o77) !== 0) chmodSync(folder, 0o700);
  }

  /** Makes a new database in a file of its own, and puts it in the place of what is there when all is written. */
  async build(fill: (database: DatabaseSync) => Promise<void>): Promise<void> {
    const { DatabaseSync } = await import('node:sqlite');
    this.makeFolder();
    this.removeLeftovers();
    const temporary = this.#path(`${this.#place.process}.tmp`);
    try {
      writeFileSync(temporary, '', { mode: 0o600 });
      const database = new DatabaseSync(temporary);
      try {
        database.exec('pragma journal_mode = off; pragma synchronous = off; pragma temp_store = memory;');
        database.exec('pragma cache_size = -16384;');
        database.exec(`begin; ${tables}; ${bulk}`);
        await fill(database);
        database.exec('commit');
      } finally {
        database.close();
      }
      const written = openSync(temporary, 'r+');
      fsyncSync(written);
      closeSync(written);
      rmSync(`${this.database}-journal`, { force: true });
      renameSync(temporary, this.database);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
    this.record();
  }

  /** Removes what processes left behind that were ended while they wrote. */
  removeLeftovers(): void {
    for (const name of readdirSync(this.#place.folder)) {
      const process = /\.(\d+)\.tmp(?:-journal)?$/.exec(name)?.[1];
      if (process === undefined || (Number(process) !== this.#place.process && this.#place.isRunning(Number(process))))
        continue;
      rmSync(join(this.#place.folder, name), { force: true });
    }
  }

  remove(): void {
    for (const extension of ['db', 'db-journal', 'ok']) rmSync(this.#path(extension), { force: true });
  }
}
