/** Operands that are paths: files and folders outside the library, and standard input. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UserError } from '../../core/errors.ts';
import { sanitizeLine } from '../../core/escape.ts';
import { exitStatus } from '../../core/exit-codes.ts';
import { isMarkdown } from '../../core/note.ts';
import { listPlaces, looksLikePath } from '../../core/query/address.ts';
import type { LibraryRoot } from './library-roots.ts';
import { isWithin, statIfReachable } from './paths.ts';

export interface PathOperands {
  readonly roots: readonly LibraryRoot[];
  /** Undefined for all notes of the roots. */
  readonly query: string | undefined;
}

/**
 * Separates paths from queries. Paths outside the library, and folders inside it, replace the library's roots. A note
 * in the library is still treated as a query.
 * @param operands the words of the query, if it was made of several
 * @param mustBePaths whether every operand must be a path
 * @throws UserError if `mustBePaths` is set and an operand does not exist
 */
export function readPathOperands(
  { query, operands = query === undefined ? [] : [query] }: { query: string | undefined; operands?: readonly string[] },
  roots: readonly LibraryRoot[],
  workingFolder: string,
  mustBePaths = false,
): PathOperands {
  if (query === undefined || operands.length === 0) return { roots, query };
  if (mustBePaths)
    return { roots: operands.map((operand) => findRoot(operand, roots, workingFolder)), query: undefined };
  const places = operands.map((operand) => findPlace(operand, workingFolder));
  if (!places.every((place) => place !== undefined)) return { roots, query };
  const [only, ...others] = places;
  if (only && others.length === 0) {
    const isInLibrary = roots.some(({ path }) => only.path === path || isWithin(only.path, path));
    if (only.isNote && isInLibrary) return { roots, query };
    return { roots: [toRoot(only, roots)], query: only.suffix === '' ? undefined : only.path + only.suffix };
  }
  return places.every(({ suffix }) => suffix === '')
    ? { roots: places.map((place) => toRoot(place, roots)), query: undefined }
    : { roots, query };
}

function findRoot(operand: string, roots: readonly LibraryRoot[], workingFolder: string): LibraryRoot {
  const path = operand === '-' ? operand : resolve(workingFolder, operand);
  if (operand !== '-' && !existsSync(path)) {
    const inLibrary = roots.map((root) => join(root.path, operand)).find((file) => existsSync(file));
    if (inLibrary === undefined)
      throw new UserError(
        `${sanitizeLine(operand)} is neither in the library nor on disk.`,
        exitStatus.noMatch,
        'Run `readings list` to list all notes.',
      );
    return toRoot({ path: inLibrary, name: operand }, roots);
  }
  return toRoot({ path, name: operand }, roots);
}

interface OperandPlace {
  /** Absolute, or `-` for standard input. */
  readonly path: string;
  readonly name: string;
  readonly isNote: boolean;
  /** What follows the path: `#slug` or `:line`. */
  readonly suffix: string;
}

function findPlace(operand: string, workingFolder: string): OperandPlace | undefined {
  if (operand === '-') return { path: '-', name: '-', isNote: false, suffix: '' };
  for (const { path } of listPlaces(operand)) {
    if (!looksLikePath(path) && path !== '.' && path !== '..') continue;
    const file = resolve(workingFolder, path);
    const stats = statIfReachable(file);
    const suffix = operand.slice(path.length);
    if (stats?.isFile() && isMarkdown(path)) return { path: file, name: path, isNote: true, suffix };
    if (stats?.isDirectory() && suffix === '') return { path: file, name: path, isNote: false, suffix };
  }
  return undefined;
}

/** Returns the root of a place. Inside a library, its words and patterns apply. */
function toRoot({ path, name }: Pick<OperandPlace, 'path' | 'name'>, roots: readonly LibraryRoot[]): LibraryRoot {
  const around = path === '-' ? undefined : roots.find((root) => root.path === path || isWithin(path, root.path));
  return { ...around, path, name };
}
