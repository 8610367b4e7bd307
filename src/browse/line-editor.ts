/** One line of text that is typed and edited. */

import { sanitizeLine } from '../core/escape.ts';
import { trimEndWhile } from '../core/trim-end.ts';
import { measureWidth } from '../render/terminal/width.ts';
import type { Key } from './keys.ts';

export class LineEditor {
  #before: string;
  #after = '';

  constructor(text = '') {
    this.#before = text;
  }

  get text(): string {
    return this.#before + this.#after;
  }

  /** Columns before the cursor. */
  get column(): number {
    return measureWidth(sanitizeLine(this.#before));
  }

  /** Handles a key. @returns whether it edits or moves within the line */
  onKey({ name, text }: Key): boolean {
    const before = [...this.#before];
    const after = [...this.#after];
    const set = (left: readonly string[], right: readonly string[]) => {
      [this.#before, this.#after] = [left.join(''), right.join('')];
      return true;
    };
    if (text !== '') return set([...before, text], after);
    switch (name) {
      case 'backspace':
        return set(before.slice(0, -1), after);
      case 'delete':
        return set(before, after.slice(1));
      case 'left':
        return set(before.slice(0, -1), [...before.slice(-1), ...after]);
      case 'right':
        return set([...before, ...after.slice(0, 1)], after.slice(1));
      case 'home':
      case 'ctrl-a':
        return set([], [...before, ...after]);
      case 'end':
      case 'ctrl-e':
        return set([...before, ...after], []);
      case 'ctrl-u':
        return set([], after);
      case 'ctrl-k':
        return set(before, []);
      case 'ctrl-w':
        return set([...trimEndWhile(this.#before.trimEnd(), /\S/)], after);
      default:
        return false;
    }
  }
}
