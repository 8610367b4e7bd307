/** A view fills the screen above the status line. */
import type { Key } from './keys.ts';

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

export interface View {
  /** Returns the lines of the view, at most `rows`. */
  readonly render: (size: Size) => Promise<readonly string[]>;
  /** What the status line says: the title, and where one is. */
  readonly status: () => { readonly left: string; readonly right: string };
  /** The text cursor, from 0; undefined if nothing is typed. */
  readonly cursor?: () => readonly [row: number, column: number] | undefined;
  /** Handles a key. @returns whether it did */
  readonly onKey: (key: Key) => boolean | Promise<boolean>;
}

/** Moves a number by the keys of a list or page. @returns undefined for other keys */
export function scroll(name: string, at: number, rows: number, last: number): number | undefined {
  const page = Math.max(1, rows - 2);
  const half = Math.max(1, rows >> 1);
  const moves: Readonly<Record<string, number>> = {
    j: at + 1,
    down: at + 1,
    enter: at + 1,
    'ctrl-n': at + 1,
    k: at - 1,
    up: at - 1,
    'ctrl-p': at - 1,
    'wheel-down': at + 3,
    'wheel-up': at - 3,
    d: at + half,
    'ctrl-d': at + half,
    u: at - half,
    'ctrl-u': at - half,
    ' ': at + page,
    'page-down': at + page,
    'ctrl-f': at + page,
    b: at - page,
    'page-up': at - page,
    'ctrl-b': at - page,
    g: 0,
    home: 0,
    G: last,
    end: last,
  };
  const moved = moves[name];
  return moved === undefined ? undefined : Math.max(0, Math.min(last, moved));
}
