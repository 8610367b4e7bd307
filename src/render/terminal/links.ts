/** How a link looks at a terminal: a hyperlink, its address behind it, a number, or its text alone. */

import { encodeControls } from '../../core/escape.ts';
import type { Note } from '../../core/note.ts';
import type { Node } from '../../core/tree.ts';
import { plainText } from '../../core/tree.ts';
import type { Context } from '../answers.ts';
import type { Theme } from './theme.ts';
import type { Run, Style } from './wrap.ts';
import { within } from './wrap.ts';

/** What a link's text looks like, and what stands behind it. */
export interface LinkLook {
  readonly style: Style | undefined;
  readonly after: readonly Run[];
}

/** Writes the links of one page, and remembers those that are numbered. */
export class LinkWriter {
  readonly #note: Note;
  readonly #context: Context;
  readonly #theme: Theme;
  readonly #numbers = new Map<string, number>();

  constructor(note: Note, context: Context, theme: Theme) {
    this.#note = note;
    this.#context = context;
    this.#theme = theme;
  }

  /**
   * @param url as the note has it; of a wiki link its target
   * @param shown what the reader sees of it
   */
  look(url: string, shown?: Node, isWiki = false): LinkLook {
    const { style, muted } = { style: this.#theme.styles.link, muted: this.#theme.styles.muted };
    const { links } = this.#context;
    if (links === 'none' || url === '') return { style, after: [] };
    const target = links === 'hyperlink' ? this.#target(url, isWiki) : undefined;
    if (target !== undefined) return { style: within(style, hyperlink(target)), after: [] };
    if (isWiki || (shown && saysAll(plainText(shown), url))) return { style, after: [] };
    if (links === 'numbered') return { style, after: [{ text: `[${this.#numberOf(url)}]`, style: muted }] };
    return { style, after: [{ text: ` (${shownUrl(url)})`, style: muted }] };
  }

  /** Where a hyperlink leads: the web, a mailbox, or a file inside the library. */
  #target(url: string, isWiki: boolean): string | undefined {
    if (!isWiki && isFollowed(url)) return url;
    return this.#context.fileUrlOf(this.#note, url, isWiki);
  }

  #numberOf(url: string): number {
    const known = this.#numbers.get(url);
    if (known !== undefined) return known;
    const number = this.#numbers.size + 1;
    this.#numbers.set(url, number);
    return number;
  }

  /** The addresses by their numbers, where links are numbered. */
  numbered(): readonly (readonly [number, string])[] {
    return [...this.#numbers].map(([url, number]) => [number, shownUrl(url)]);
  }
}

/** @returns what makes text a hyperlink (OSC 8); https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda */
function hyperlink(target: string): Style {
  return { open: `\u001b]8;;${encodeUnprinted(target)}\u001b\\`, close: '\u001b]8;;\u001b\\' };
}

/** An address that a terminal may be given to follow as it stands. */
function isFollowed(url: string): boolean {
  return /^(?:https?:\/\/|mailto:)/i.test(url);
}

/** The hyperlink of an address that is printed, where hyperlinks are wanted and it may be followed. */
export function linkedAddress(url: string, { links }: Context, style: Style | undefined): Style | undefined {
  return links === 'hyperlink' && isFollowed(url) ? within(style, hyperlink(url)) : style;
}

/** The specification of OSC 8 takes printable ASCII alone. */
function encodeUnprinted(url: string): string {
  return url.toWellFormed().replace(/[^\x21-\x7e]/gu, (char) => encodeURIComponent(char));
}

/** An address as text: nothing in it acts, and nothing in it ends a line. Data that is an address by itself is cut. */
export function shownUrl(url: string): string {
  const shown = /^data:[^,]{0,80},/i.exec(url)?.[0];
  return shown === undefined ? encodeControls(url, true) : `${encodeControls(shown, true)}…`;
}

/** Whether the text says the address already. */
function saysAll(text: string, url: string): boolean {
  return text === url || `http://${text}` === url || `mailto:${text}` === url;
}
