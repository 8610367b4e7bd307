/** The files of an export: only those that it has written itself are changed or removed. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../core/errors.ts';
import { exitStatus } from '../core/exit-codes.ts';
import { describeFileError } from '../library/files/file-errors.ts';
import { isInsideLibrary, isSymbolicLink, statIfReachable } from '../library/files/paths.ts';
import { hashText } from '../library/index/hash.ts';

const manifestName = '.readings-export.json';

interface Manifest {
  /** Hashes of the files as written, by path. */
  readonly files: Readonly<Record<string, string>>;
}

/** Where the files of an export go. */
export interface ExportTarget {
  /** Writes a file unless it is the same as before. @param path relative, separated by `/` */
  readonly write: (path: string, content: string) => void;
}

export class ExportFolder implements ExportTarget {
  readonly #folder: string;
  readonly #before: Manifest;
  readonly #files = new Map<string, string>();
  writtenCount = 0;
  removedCount = 0;

  /** @throws UserError if the folder has files of others, and none of an export */
  constructor(folder: string) {
    this.#folder = folder;
    const file = join(folder, manifestName);
    const stats = statIfReachable(folder);
    if (stats && !stats.isDirectory())
      throw new UserError(
        `${folder} is not a folder; nothing was written.`,
        exitStatus.usageError,
        'Choose an empty or new folder.',
      );
    if (existsSync(file)) this.#before = readManifest(file);
    else {
      if (stats && readdirSync(folder).length > 0)
        throw new UserError(
          `${folder} is not empty and was not made by readings export; nothing was written.`,
          exitStatus.usageError,
          'Choose an empty or new folder.',
        );
      this.#before = { files: {} };
    }
  }

  write(path: string, content: string): void {
    this.#write(path, content, hashText(content));
  }

  writeBytes(path: string, content: Buffer): void {
    this.#write(path, content, hashText(content.toString('latin1')));
  }

  /** Returns a folder in this one. @param folder relative, with a trailing `/` */
  below(folder: string): ExportTarget {
    return { write: (path, content) => this.write(folder + path, content) };
  }

  #write(path: string, content: string | Buffer, hash: string): void {
    this.#files.set(path, hash);
    const file = join(this.#folder, path);
    if (this.#before.files[path] === hash && existsSync(file)) return;
    if (!Object.hasOwn(this.#before.files, path) && (existsSync(file) || isSymbolicLink(file)))
      throw new UserError(
        `${file} is in the way: it was not made by readings export.`,
        exitStatus.partialFailure,
        'Move it, or export into another folder; what was written before stays.',
      );
    this.#checkPlace(file);
    writeToFile(file, content);
    this.writtenCount++;
  }

  /** Removes the files of the last export that this one did not write, and records those that it did. */
  finish(): void {
    for (const path of Object.keys(this.#before.files)) {
      if (this.#files.has(path) || !isInside(path)) continue;
      const file = join(this.#folder, path);
      if (!existsSync(dirname(file))) continue;
      this.#checkPlace(file);
      rmSync(file, { force: true });
      this.removedCount++;
      removeEmptyFolders(this.#folder, dirname(path));
    }
    const manifest: Manifest = { files: Object.fromEntries([...this.#files].sort(([a], [b]) => (a < b ? -1 : 1))) };
    const file = join(this.#folder, manifestName);
    this.#checkPlace(file);
    writeToFile(file, `${JSON.stringify(manifest)}\n`);
  }

  /** @throws UserError if a symbolic link leads out of the folder */
  #checkPlace(file: string): void {
    let folder = dirname(file);
    while (!existsSync(folder)) folder = dirname(folder);
    const isOutside = existsSync(this.#folder) && !isInsideLibrary(folder, this.#folder);
    if (!isOutside && !isSymbolicLink(file)) return;
    throw new UserError(
      `${isOutside ? folder : file} is a symbolic link; nothing was written through it.`,
      exitStatus.partialFailure,
      'Remove the link, or export into another folder.',
    );
  }
}

/** @throws UserError if the file cannot be written */
function writeToFile(file: string, content: string | Buffer): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  } catch (error) {
    throw new UserError(
      `Cannot write ${file}: ${describeFileError(error)}.`,
      exitStatus.partialFailure,
      'Free it, or export into another folder; what was written before stays.',
    );
  }
}

function readManifest(file: string): Manifest {
  try {
    const { files } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
    if (typeof files === 'object' && files !== null) return { files };
  } catch {
    // Reported below.
  }
  throw new UserError(
    `${file} is damaged; nothing was written.`,
    exitStatus.partialFailure,
    'Remove the folder, or export into another one.',
  );
}

/** A manifest may have been changed by others. */
function isInside(path: string): boolean {
  return !path.startsWith('/') && !path.includes('\\') && !path.split('/').includes('..');
}

function removeEmptyFolders(root: string, path: string): void {
  for (let folder = path; folder !== '.' && folder !== ''; folder = dirname(folder))
    try {
      rmdirSync(join(root, folder));
    } catch {
      return;
    }
}
