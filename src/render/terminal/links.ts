/** The appearance of links at a terminal: a hyperlink, the address after the text, a number, or the text alone. */

import { encodeControls } from '../../core/escape.ts';
import type { Note } from '../../core/note.ts';
import type { Node } from '../../core/tree.ts';
import { getPlainText } from '../../core/tree.ts';
import type { RenderContext } from '../answers.ts';
import type { Theme } from './theme.ts';
import type { Run, Style } from './wrap.ts';
import { nestStyles } from './wrap.ts';

export interface LinkAppearance {
  readonly style: Style | undefined;
  /** The part of the style that makes it a hyperlink. */
  readonly target?: Style;
  readonly after: readonly Run[];
}

/** Decides how the links of one page appear, and numbers them if requested. */
export class LinkWriter {
  readonly #note: Note;
  readonly #context: RenderContext;
  readonly #theme: Theme;
  readonly #numbers = new Map<string, number>();

  constructor(note: Note, context: RenderContext, theme: Theme) {
    this.#note = note;
    this.#context = context;
    this.#theme = theme;
  }

  /**
   * Returns the appearance of a link.
   * @param url the address as in the note, or the target of a wiki link
   * @param label the part that the reader sees
   */
  getAppearance(url: string, label?: Node, isWiki = false): LinkAppearance {
    const { style, muted } = { style: this.#theme.styles.link, muted: this.#theme.styles.muted };
    const { links } = this.#context;
    if (links === 'none' || url === '') return { style, after: [] };
    const target = links === 'hyperlink' ? this.#resolveTarget(url, isWiki) : undefined;
    if (target !== undefined) {
      const hyperlink = makeHyperlink(target);
      return { style: nestStyles(style, hyperlink), target: hyperlink, after: [] };
    }
    // An anchor within the note is of no use outside it.
    if (isWiki || url.startsWith('#') || (label && isUrlShown(getPlainText(label), url))) return { style, after: [] };
    if (links === 'numbered')
      return { style, after: [{ text: `[${this.#assignNumber(url)}]`, style: muted, isAddress: true }] };
    return { style, after: [{ text: ` (${formatUrl(url)})`, style: muted, isAddress: true }] };
  }

  /** Returns what a hyperlink leads to: a web address, a mail address, or a file inside the library. */
  #resolveTarget(url: string, isWiki: boolean): string | undefined {
    if (!isWiki && hasOpenableScheme(url)) return url;
    return this.#context.resolveFileUrl(this.#note, url, isWiki);
  }

  #assignNumber(url: string): number {
    const existingNumber = this.#numbers.get(url);
    if (existingNumber !== undefined) return existingNumber;
    const number = this.#numbers.size + 1;
    this.#numbers.set(url, number);
    return number;
  }

  listNumberedUrls(): readonly (readonly [number, string])[] {
    return [...this.#numbers].map(([url, number]) => [number, formatUrl(url)]);
  }
}

/**
 * Returns the escape sequences of a hyperlink (OSC 8);
 * https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda
 */
function makeHyperlink(target: string): Style {
  return { open: `\u001b]8;;${encodeNonPrintable(target)}\u001b\\`, close: '\u001b]8;;\u001b\\' };
}

/** Reports whether an address has a scheme that terminals can open: http, https or mailto. */
function hasOpenableScheme(url: string): boolean {
  return /^(?:https?:\/\/|mailto:)/i.test(url);
}

export function styleAddress(url: string, { links }: RenderContext, style: Style | undefined): Style | undefined {
  return links === 'hyperlink' && hasOpenableScheme(url) ? nestStyles(style, makeHyperlink(url)) : style;
}

/** Percent-encodes all characters but printable ASCII, as the OSC 8 specification requires. */
function encodeNonPrintable(url: string): string {
  return url.toWellFormed().replace(/[^\x21-\x7e]/gu, (char) => encodeURIComponent(char));
}

/** Returns an address as text on one line, without control characters. The contents of a `data:` address are cut. */
export function formatUrl(url: string): string {
  const dataPrefix = /^data:[^,]{0,80},/i.exec(url)?.[0];
  return dataPrefix === undefined ? encodeControls(url, true) : `${encodeControls(dataPrefix, true)}…`;
}

function isUrlShown(text: string, url: string): boolean {
  return text === url || `http://${text}` === url || `mailto:${text}` === url;
}
