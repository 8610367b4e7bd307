/** The last place in each note, kept between sessions in the state folder (XDG Base Directory Specification). */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Host } from './host.ts';

/** The heading at the top of the screen, and how many lines below it the screen begins. */
export interface Place {
  readonly slug: string;
  readonly lines: number;
}

const maxPlaces = 500;

export class Places {
  readonly #host: Pick<Host, 'placesFile' | 'makeFolder'>;
  readonly #places: Map<string, Place>;
  #isChanged = false;

  constructor(host: Pick<Host, 'placesFile' | 'makeFolder'>) {
    this.#host = host;
    this.#places = new Map(host.placesFile === undefined ? [] : readPlaces(host.placesFile));
  }

  get(file: string): Place | undefined {
    return this.#places.get(file);
  }

  set(file: string, place: Place): void {
    // The last one is the newest.
    this.#places.delete(file);
    this.#places.set(file, place);
    this.#isChanged = true;
  }

  /** Writes the places. A folder that cannot be written to is no reason to disturb the reader. */
  save(): void {
    const { placesFile: file, makeFolder } = this.#host;
    if (file === undefined || !this.#isChanged) return;
    this.#isChanged = false;
    try {
      makeFolder(dirname(file));
      const temporary = `${file}.new`;
      writeFileSync(temporary, `${JSON.stringify([...this.#places].slice(-maxPlaces))}\n`, { mode: 0o600 });
      renameSync(temporary, file);
    } catch {
      // The next session begins at the top of its notes.
    }
  }
}

function readPlaces(file: string): [string, Place][] {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return Array.isArray(read) ? read.filter(isPlace) : [];
  } catch {
    return [];
  }
}

function isPlace(value: unknown): value is [string, Place] {
  if (!Array.isArray(value) || typeof value[0] !== 'string') return false;
  const { slug, lines } = (value[1] ?? {}) as Partial<Record<keyof Place, unknown>>;
  return typeof slug === 'string' && Number.isSafeInteger(lines);
}
