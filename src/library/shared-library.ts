/** A library that stays open between questions, for programs that answer many. */
import { loadParser } from './index/indexed-note.ts';
import type { Library } from './library.ts';
import { openLibrary } from './open-library.ts';
import type { LibraryRequest } from './with-library.ts';
import { isIndexError, withLibrary } from './with-library.ts';

interface OpenedLibrary {
  readonly library: Library;
  readonly state: string;
  users: number;
  isDropped: boolean;
}

export class SharedLibrary {
  readonly #request: LibraryRequest;
  readonly #maxAgeMs: number;
  #current: Promise<OpenedLibrary> | undefined;
  #openedAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param maxAgeMs how long files are not checked again: answers may be this much out of date */
  constructor(request: LibraryRequest, maxAgeMs: number) {
    this.#request = request;
    this.#maxAgeMs = maxAgeMs;
  }

  /**
   * Answers a question.
   * @param answer called again with a library of its own if a note changed meanwhile
   */
  async use<Answer>(answer: (library: Library, state: string) => Promise<Answer>): Promise<Answer> {
    const current = this.#getCurrent();
    const opened = await current;
    opened.users++;
    try {
      return await answer(opened.library, opened.state);
    } catch (error) {
      if (!isIndexError(error)) throw error;
      this.#drop(current);
      return await withLibrary(this.#request, (library) => answer(library, library.state));
    } finally {
      opened.users--;
      closeIfUnused(opened);
    }
  }

  close(): void {
    if (this.#current) this.#drop(this.#current);
  }

  #getCurrent(): Promise<OpenedLibrary> {
    const now = performance.now();
    if (this.#current && now - this.#openedAt < this.#maxAgeMs) return this.#current;
    if (this.#current) this.#drop(this.#current);
    const current = this.#open();
    this.#current = current;
    this.#openedAt = now;
    current.catch(() => this.#drop(current));
    // While it is open, no other process can update the index.
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#drop(current), this.#maxAgeMs);
    this.#timer.unref();
    return current;
  }

  async #open(): Promise<OpenedLibrary> {
    const { roots, filter, standardInput, index } = this.#request;
    if (index) await loadParser();
    const library = await openLibrary(roots, filter, standardInput, index);
    return { library, state: library.state, users: 0, isDropped: false };
  }

  #drop(dropped: Promise<OpenedLibrary>): void {
    if (this.#current === dropped) this.#current = undefined;
    dropped.then(
      (opened) => {
        opened.isDropped = true;
        closeIfUnused(opened);
      },
      () => undefined,
    );
  }
}

function closeIfUnused({ library, users, isDropped }: OpenedLibrary): void {
  if (isDropped && users === 0) library.close();
}
