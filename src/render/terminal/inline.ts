/** Converts inlines to styled runs of text, without breaking lines. */
import { decodeReferences } from '../../core/character-references.ts';
import { sanitizeText } from '../../core/escape.ts';
import type { Tag } from '../../core/html-tags.ts';
import { findTags } from '../../core/html-tags.ts';
import { isImageFile } from '../../core/link-targets.ts';
import { joinLines } from '../../core/scripts.ts';
import type { Inline, Node, WikiLink } from '../../core/tree.ts';
import { getPlainText } from '../../core/tree.ts';
import { hiddenTags, lineTags } from '../html-text.ts';
import { maxDepth } from '../shown-blocks.ts';
import type { LinkAppearance, LinkWriter } from './links.ts';
import type { Theme } from './theme.ts';
import type { Element } from './themes.ts';
import type { Run, Style } from './wrap.ts';
import { nestStyles } from './wrap.ts';

/** State that all parts of a page share. */
export interface Page {
  readonly theme: Theme;
  readonly links: LinkWriter;
  /** Collects the identifiers of the footnotes that the text refers to. */
  readonly footnotes: { add(identifier: string): void };
  /** Replaces shorthand in text by the characters that it stands for. */
  readonly replaceShorthand: (text: string) => string;
}

/**
 * Converts inlines to runs.
 * @param isHeading whether links look like the text around them
 * @returns text that is safe to print: nothing in it acts on the terminal
 */
export function inlinesToRuns(nodes: readonly Node[], page: Page, style?: Style, isHeading = false): Run[] {
  const writer = new InlineWriter(page, isHeading);
  writer.addAll(nodes, style, 0, false);
  return writer.finish();
}

export function htmlToRuns(html: string, page: Page): Run[] {
  const writer = new InlineWriter(page);
  writer.addHtml(html, undefined);
  return trimRuns(writer.finish());
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

/** Marks around the text of an element if its style is undefined. */
const fallbackMarks: { readonly [Name in Element]?: readonly [string, string] } = {
  code: ['`', '`'],
  key: ['[', ']'],
  deleted: ['~~', '~~'],
  mark: ['==', '=='],
};

interface OpenTag {
  readonly name: string;
  /** The combined style of all open tags up to this one. */
  readonly style: Style | undefined;
  readonly after: readonly Run[];
}

class InlineWriter {
  readonly #page: Page;
  readonly #runs: Run[] = [];
  /** At most `maxDepth` tags; deeper tags are ignored. */
  readonly #openTags: OpenTag[] = [];
  #hiddenDepth = 0;
  readonly #isHeading: boolean;

  constructor(page: Page, isHeading = false) {
    this.#page = page;
    this.#isHeading = isHeading;
  }

  addAll(nodes: readonly Node[], style: Style | undefined, depth: number, inLink: boolean): void {
    for (const node of nodes as readonly Inline[]) {
      if (depth > maxDepth) this.#addText(getPlainText(node), style);
      else this.#addInline(node, style, depth, inLink);
    }
  }

  #addInline(node: Inline, style: Style | undefined, depth: number, inLink: boolean): void {
    const { styles } = this.#page.theme;
    switch (node.type) {
      case 'text':
        this.#addText(collapseSpaces(this.#page.replaceShorthand(joinLines(node.value))), style);
        return;
      case 'inlineCode':
        this.#addElement('code', style, (inner) => this.#addText(joinLines(node.value), inner));
        return;
      case 'break':
        this.#append('\n', undefined);
        return;
      case 'html':
        this.addHtml(node.value, style);
        return;
      case 'image':
      case 'imageReference':
        this.#addImage(node.url, node.alt, style, inLink);
        return;
      case 'footnoteReference':
        this.#page.footnotes.add(node.identifier);
        this.#addText(`[^${node.label}]`, nestStyles(style, styles.muted));
        return;
      case 'emphasis':
        this.addAll(node.children, nestStyles(style, styles.emphasis), depth + 1, inLink);
        return;
      case 'strong':
        this.addAll(node.children, nestStyles(style, styles.strong), depth + 1, inLink);
        return;
      case 'delete':
        this.#addElement('deleted', style, (inner) => this.addAll(node.children, inner, depth + 1, inLink));
        return;
      case 'mark':
        this.#addElement('mark', style, (inner) => this.addAll(node.children, inner, depth + 1, inLink));
        return;
      case 'link':
      case 'linkReference':
      case 'wikiLink': {
        if (node.type === 'wikiLink' && node.isEmbed) {
          this.#addEmbed(node, style);
          return;
        }
        const url = node.type === 'wikiLink' ? node.target : node.url;
        const appearance = this.#getAppearance(url, node, node.type === 'wikiLink');
        const linkStyle = nestStyles(style, appearance.style);
        if (node.children.length === 0) this.#addText(url, linkStyle);
        else if (isAddress(node)) this.#addText(getPlainText(node), linkStyle);
        else this.addAll(node.children, linkStyle, depth + 1, true);
        for (const item of appearance.after) this.#runs.push(item);
      }
    }
  }

  #getAppearance(url: string, label?: Node, isWiki = false): LinkAppearance {
    const appearance = this.#page.links.getAppearance(url, label, isWiki);
    return this.#isHeading ? { ...appearance, style: appearance.target } : appearance;
  }

  #addElement(name: Element, style: Style | undefined, write: (style: Style | undefined) => void): void {
    const elementStyle = this.#page.theme.styles[name];
    const [before, after] = (!elementStyle && fallbackMarks[name]) || ['', ''];
    const inner = nestStyles(style, elementStyle);
    this.#append(before, inner);
    write(inner);
    this.#append(after, inner);
  }

  /** Adds the link that stands for an embedded note or image, whose label may be a size. */
  #addEmbed(node: WikiLink, style: Style | undefined): void {
    const { signs } = this.#page.theme;
    const label = getPlainText(node);
    const name = label === node.target || /^\d+(?:x\d+)?$/.test(label) ? node.target : label;
    const text = isImageFile(node.target)
      ? `[image: ${name}]`
      : `${signs.fold} ${name.replaceAll(/#\^?/g, ` ${signs.arrow} `)}`;
    const appearance = this.#getAppearance(node.target, node, true);
    this.#addText(text, nestStyles(style, appearance.style));
    for (const item of appearance.after) this.#runs.push(item);
  }

  #addImage(url: string, alt: string, style: Style | undefined, inLink: boolean): void {
    const text = alt.trim() === '' ? '[image]' : `[image: ${alt}]`;
    if (inLink) {
      this.#addText(text, style);
      return;
    }
    const appearance = this.#getAppearance(url);
    this.#addText(text, nestStyles(style, appearance.style));
    for (const item of appearance.after) this.#runs.push(item);
  }

  #addText(text: string, style: Style | undefined): void {
    if (this.#hiddenDepth > 0) return;
    const shift = this.#openTags.findLast(({ name }) => name === 'sub' || name === 'sup')?.name;
    const shiftedText = shift === undefined ? text : shiftText(text, shift as 'sub' | 'sup');
    this.#append(sanitizeText(shiftedText), nestStyles(style, this.#openTags.at(-1)?.style));
  }

  #append(text: string, style: Style | undefined): void {
    if (text !== '') this.#runs.push({ text, style });
  }

  addHtml(html: string, style: Style | undefined): void {
    let at = 0;
    for (const tag of findTags(html)) {
      this.#addHtmlText(html.slice(at, tag.from), style);
      this.#addTag(tag, style);
      at = tag.to;
    }
    this.#addHtmlText(html.slice(at), style);
  }

  #isInsideTag(name: string): boolean {
    return this.#openTags.some((tag) => tag.name === name);
  }

  #addHtmlText(html: string, style: Style | undefined): void {
    if (html === '') return;
    this.#addText(
      decodeReferences(this.#isInsideTag('pre') ? preserveIndentation(html) : html.replace(/\s+/g, ' ')),
      style,
    );
  }

  #addTag({ name, closing, attributes }: Tag, style: Style | undefined): void {
    if (name === 'br' || name === 'hr') {
      this.#addLineBreak();
      return;
    }
    if (name === 'img' && !closing) {
      const [url, alt] = [attributes.get('src') ?? '', attributes.get('alt') ?? ''];
      this.#addImage(decodeReferences(url), decodeReferences(alt), style, this.#isInsideTag('a'));
      return;
    }
    if (lineTags.has(name)) this.#addLineBreak();
    if (closing) {
      this.#closeTag(name);
      if (name === 'td' || name === 'th') this.#append('  ', undefined);
    } else if (trackedTags.has(name)) this.#openTag(name, attributes);
    if (name === 'summary' && !closing) this.#addText(`${this.#page.theme.signs.fold} `, undefined);
    if (name === 'li' && !closing) this.#addText(`${this.#page.theme.signs.bullets[0]} `, undefined);
  }

  #openTag(name: string, attributes: Tag['attributes']): void {
    if (hiddenTags.has(name)) this.#hiddenDepth++;
    // Links do not nest (HTML §4.5.1).
    if (name === 'a') this.#closeTag('a');
    if (this.#openTags.length >= maxDepth) return;
    const { style, after } = this.#startTag(name, attributes);
    const outer = this.#openTags.at(-1)?.style;
    const isActive = name !== 'a' && this.#openTags.some((tag) => tagElements[tag.name] === tagElements[name]);
    this.#openTags.push({ name, style: isActive ? outer : nestStyles(outer, style), after });
  }

  #startTag(name: string, attributes: Tag['attributes']): Omit<OpenTag, 'name'> {
    if (name === 'a') return this.#getAppearance(decodeReferences(attributes.get('href') ?? '').trim());
    const element = tagElements[name];
    const style = element && this.#page.theme.styles[element];
    const [before, after] = (element && !style && !this.#isInsideTag('pre') && fallbackMarks[element]) || ['', ''];
    this.#append(before, undefined);
    return { style, after: after === '' ? [] : [{ text: after, style: undefined }] };
  }

  #closeTag(name: string): void {
    if (hiddenTags.has(name)) this.#hiddenDepth = Math.max(0, this.#hiddenDepth - 1);
    const from = this.#openTags.findLastIndex((tag) => tag.name === name);
    if (from < 0) return;
    for (const { after } of this.#openTags.splice(from).reverse()) for (const item of after) this.#runs.push(item);
  }

  #addLineBreak(): void {
    this.#append('\n', undefined);
  }

  finish(): Run[] {
    for (const { after } of this.#openTags.splice(0).reverse()) for (const item of after) this.#runs.push(item);
    return this.#runs;
  }
}

/** Reports whether a link is a bare address: its text begins its source, with or without `<`. */
function isAddress({ type, from, children }: Inline & { readonly children: readonly Inline[] }): boolean {
  const [first] = children;
  return (
    type === 'link' &&
    first?.type === 'text' &&
    children.length === 1 &&
    /^\w+:|@|^www\./.test(first.value) &&
    first.from - from < 2
  );
}

/** Tags that affect the text until they are closed. */
const trackedTags = new Set([...Object.keys(tagElements), ...hiddenTags, 'a', 'sub', 'sup', 'pre']);

const superscripts: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789+-=()nistdrh'].map((char, index) => [char, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱˢᵗᵈʳʰ'][index] ?? char]),
);
const subscripts: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789+-=()'].map((char, index) => [char, [...'₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎'][index] ?? char]),
);

/** Returns digits and signs as Unicode superscripts or subscripts. Other text follows `^` or `_`, as in TeX. */
export function shiftText(text: string, name: 'sub' | 'sup'): string {
  const table = name === 'sup' ? superscripts : subscripts;
  const chars = [...text];
  if (chars.every((char) => table[char] !== undefined)) return chars.map((char) => table[char]).join('');
  if (text.trim() === '') return text;
  return `${name === 'sup' ? '^' : '_'}${chars.length === 1 ? text : `(${text})`}`;
}

/** Several spaces are one, as in HTML. */
function collapseSpaces(text: string): string {
  return text.includes('  ') ? text.replace(/ {2,}/g, ' ') : text;
}

function preserveIndentation(html: string): string {
  return html.replace(/^[ \t]+/gm, (space) => '\u00a0'.repeat(space.replaceAll('\t', '    ').length));
}

/** Removes empty lines, and blank runs at the start of a line and at the end. */
function trimRuns(runs: readonly Run[]): Run[] {
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
