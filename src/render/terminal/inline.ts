/** Inlines as runs of text: what they look like, without a thought for lines. */
import { decodeReferences } from '../../core/character-references.ts';
import { safeText } from '../../core/escape.ts';
import type { Tag } from '../../core/html-tags.ts';
import { tagsOf } from '../../core/html-tags.ts';
import type { Inline, Node } from '../../core/tree.ts';
import { plainText } from '../../core/tree.ts';
import { hiddenTags, lineTags } from '../html-text.ts';
import { deepest } from '../shown-blocks.ts';
import type { LinkWriter } from './links.ts';
import type { Theme } from './theme.ts';
import type { Element } from './themes.ts';
import type { Run, Style } from './wrap.ts';
import { within } from './wrap.ts';

/** What the parts of one page have in common. */
export interface Page {
  readonly theme: Theme;
  readonly links: LinkWriter;
  /** Told of the footnotes that are referred to. */
  readonly footnotes: { add(identifier: string): void };
}

/** @returns text that a terminal can print: nothing in it acts on the terminal */
export function runsOf(nodes: readonly Node[], page: Page, style?: Style): Run[] {
  const writer = new InlineWriter(page);
  writer.all(nodes, style, 0, false);
  return writer.end();
}

/** The text of a piece of HTML, with what its tags mean. */
export function runsOfHtml(html: string, page: Page): Run[] {
  const writer = new InlineWriter(page);
  writer.html(html, undefined);
  return trimmed(writer.end());
}

const tagElements: Readonly<Record<string, Element>> = {
  b: 'strong',
  strong: 'strong',
  summary: 'strong',
  i: 'emphasis',
  em: 'emphasis',
  code: 'code',
  kbd: 'key',
  del: 'deleted',
  mark: 'mark',
  h1: 'strong',
  h2: 'strong',
  h3: 'strong',
  h4: 'strong',
  h5: 'strong',
  h6: 'strong',
  th: 'strong',
};

/** What stands around the text of an element that has no style. */
const marksWithout: { readonly [Name in Element]?: readonly [string, string] } = {
  code: ['`', '`'],
  key: ['[', ']'],
  deleted: ['~~', '~~'],
  mark: ['==', '=='],
};

interface OpenTag {
  readonly name: string;
  /** Of all tags that are open, this one the last. */
  readonly style: Style | undefined;
  readonly after: readonly Run[];
}

class InlineWriter {
  readonly #page: Page;
  readonly #runs: Run[] = [];
  /** No more than `deepest`: nobody sees more. */
  readonly #open: OpenTag[] = [];
  /** How many tags are open whose contents nobody reads. */
  #hidden = 0;

  constructor(page: Page) {
    this.#page = page;
  }

  all(nodes: readonly Node[], style: Style | undefined, depth: number, inLink: boolean): void {
    for (const node of nodes as readonly Inline[]) {
      if (depth > deepest) this.#text(plainText(node), style);
      else this.#inline(node, style, depth, inLink);
    }
  }

  #inline(node: Inline, style: Style | undefined, depth: number, inLink: boolean): void {
    const { styles } = this.#page.theme;
    switch (node.type) {
      case 'text':
        this.#text(onOneLine(node.value), style);
        return;
      case 'inlineCode':
        this.#element('code', style, (inner) => this.#text(onOneLine(node.value), inner));
        return;
      case 'break':
        this.#put('\n', undefined);
        return;
      case 'html':
        this.html(node.value, style);
        return;
      case 'image':
      case 'imageReference':
        this.#image(node.url, node.alt, style, inLink);
        return;
      case 'footnoteReference':
        this.#page.footnotes.add(node.identifier);
        this.#text(`[^${node.label}]`, within(style, styles.muted));
        return;
      case 'emphasis':
        this.all(node.children, within(style, styles.emphasis), depth + 1, inLink);
        return;
      case 'strong':
        this.all(node.children, within(style, styles.strong), depth + 1, inLink);
        return;
      case 'delete':
        this.#element('deleted', style, (inner) => this.all(node.children, inner, depth + 1, inLink));
        return;
      case 'link':
      case 'linkReference':
      case 'wikiLink': {
        const url = node.type === 'wikiLink' ? node.target : node.url;
        const look = this.#page.links.look(url, node, node.type === 'wikiLink');
        const own = within(style, look.style);
        if (node.children.length === 0) this.#text(url, own);
        else this.all(node.children, own, depth + 1, true);
        this.#runs.push(...look.after);
      }
    }
  }

  #element(name: Element, style: Style | undefined, write: (style: Style | undefined) => void): void {
    const own = this.#page.theme.styles[name];
    const [before, after] = (!own && marksWithout[name]) || ['', ''];
    const inner = within(style, own);
    this.#put(before, inner);
    write(inner);
    this.#put(after, inner);
  }

  #image(url: string, alt: string, style: Style | undefined, inLink: boolean): void {
    const text = alt.trim() === '' ? '[image]' : `[image: ${alt}]`;
    if (inLink) {
      this.#text(text, style);
      return;
    }
    const look = this.#page.links.look(url);
    this.#text(text, within(style, look.style));
    this.#runs.push(...look.after);
  }

  /** Writes text, as the tags that are open want it. */
  #text(text: string, style: Style | undefined): void {
    if (this.#hidden > 0) return;
    const shift = this.#open.findLast(({ name }) => name === 'sub' || name === 'sup')?.name;
    const shown = shift === undefined ? text : shifted(text, shift as 'sub' | 'sup');
    this.#put(safeText(shown), within(style, this.#open.at(-1)?.style));
  }

  #put(text: string, style: Style | undefined): void {
    if (text !== '') this.#runs.push({ text, style });
  }

  html(html: string, style: Style | undefined): void {
    let at = 0;
    for (const tag of tagsOf(html)) {
      this.#htmlText(html.slice(at, tag.from), style);
      this.#tag(tag, style);
      at = tag.to;
    }
    this.#htmlText(html.slice(at), style);
  }

  #isIn(name: string): boolean {
    return this.#open.some((tag) => tag.name === name);
  }

  #htmlText(html: string, style: Style | undefined): void {
    if (html === '') return;
    this.#text(decodeReferences(this.#isIn('pre') ? asWritten(html) : html.replace(/\s+/g, ' ')), style);
  }

  #tag({ name, closing, attributes }: Tag, style: Style | undefined): void {
    if (name === 'br' || name === 'hr') {
      this.#lineEnd();
      return;
    }
    if (name === 'img' && !closing) {
      const [url, alt] = [attributes.get('src') ?? '', attributes.get('alt') ?? ''];
      this.#image(decodeReferences(url), decodeReferences(alt), style, this.#isIn('a'));
      return;
    }
    if (lineTags.has(name)) this.#lineEnd();
    if (closing) {
      this.#close(name);
      if (name === 'td' || name === 'th') this.#put('  ', undefined);
    } else if (opened.has(name)) this.#openTag(name, attributes);
    if (name === 'summary' && !closing) this.#text(`${this.#page.theme.signs.fold} `, undefined);
    if (name === 'li' && !closing) this.#text(`${this.#page.theme.signs.bullets[0]} `, undefined);
  }

  #openTag(name: string, attributes: Tag['attributes']): void {
    if (hiddenTags.has(name)) this.#hidden++;
    // Links do not nest (HTML §4.5.1).
    if (name === 'a') this.#close('a');
    if (this.#open.length >= deepest) return;
    const { style, after } = this.#opening(name, attributes);
    const outer = this.#open.at(-1)?.style;
    const isOn = name !== 'a' && this.#open.some((tag) => tagElements[tag.name] === tagElements[name]);
    this.#open.push({ name, style: isOn ? outer : within(outer, style), after });
  }

  #opening(name: string, attributes: Tag['attributes']): Omit<OpenTag, 'name'> {
    if (name === 'a') return this.#page.links.look(decodeReferences(attributes.get('href') ?? '').trim());
    const element = tagElements[name];
    const style = element && this.#page.theme.styles[element];
    const [before, after] = (element && !style && !this.#isIn('pre') && marksWithout[element]) || ['', ''];
    this.#put(before, undefined);
    return { style, after: after === '' ? [] : [{ text: after, style: undefined }] };
  }

  /** Closes a tag and what was opened in it. */
  #close(name: string): void {
    if (hiddenTags.has(name)) this.#hidden = Math.max(0, this.#hidden - 1);
    const from = this.#open.findLastIndex((tag) => tag.name === name);
    if (from < 0) return;
    for (const { after } of this.#open.splice(from).reverse()) this.#runs.push(...after);
  }

  #lineEnd(): void {
    this.#put('\n', undefined);
  }

  /** @returns the runs, all tags closed */
  end(): Run[] {
    for (const { after } of this.#open.splice(0).reverse()) this.#runs.push(...after);
    return this.#runs;
  }
}

/** A line end in running text is a space; breaks are nodes of their own. */
function onOneLine(text: string): string {
  return text.includes('\n') || text.includes('\r') ? text.replace(/[\r\n]+/g, ' ') : text;
}

/** Tags that mean something for the text up to where they are closed. */
const opened = new Set([...Object.keys(tagElements), ...hiddenTags, 'a', 'sub', 'sup', 'pre']);

const superscripts: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789+-=()ni'].map((char, index) => [char, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ'][index] ?? char]),
);
const subscripts: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789+-=()'].map((char, index) => [char, [...'₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎'][index] ?? char]),
);

/** Digits and signs as Unicode has them raised or lowered; other text after `^` or `_`, as in TeX. */
function shifted(text: string, name: 'sub' | 'sup'): string {
  const table = name === 'sup' ? superscripts : subscripts;
  const chars = [...text];
  if (chars.every((char) => table[char] !== undefined)) return chars.map((char) => table[char]).join('');
  if (text.trim() === '') return text;
  return `${name === 'sup' ? '^' : '_'}${chars.length === 1 ? text : `(${text})`}`;
}

/** Preformatted text keeps its lines, and the spaces at their beginning. */
function asWritten(html: string): string {
  return html.replace(/^[ \t]+/gm, (space) => '\u00a0'.repeat(space.replaceAll('\t', '    ').length));
}

/** Without empty lines, and without white space at either end of a line. */
function trimmed(runs: readonly Run[]): Run[] {
  const kept: Run[] = [];
  let isLineStart = true;
  for (const run of runs) {
    if (run.text === '\n') {
      if (!isLineStart) kept.push(run);
      isLineStart = true;
    } else if (!isLineStart || run.text.trim() !== '') {
      kept.push(run);
      isLineStart = false;
    }
  }
  while (kept.length > 0 && kept.at(-1)?.text.trim() === '') kept.pop();
  return kept;
}
