/**
 * Makes the tokens of marked (https://marked.js.org/using_pro) from our tree, so that its Parser and Renderer write the HTML. Its
 * lexer is not used: two grammars would disagree about what a section is.
 */
import type { Token, Tokens } from 'marked';
import { parseCalloutMark } from '../../core/callouts.ts';
import { splitDefinitions } from '../../core/definition-lists.ts';
import { readHtmlStructure } from '../../core/html-structure.ts';
import { getTaskState } from '../../core/task-states.ts';
import type { Block, Blockquote, Inline, ListItem, Node, Paragraph, Table } from '../../core/tree.ts';
import { getPlainText, getTableRows, isHidden } from '../../core/tree.ts';
import { maxDepth } from '../shown-blocks.ts';
import { escapeHtml } from './escape-html.ts';
import type { ResolveUrl } from './raw-html.ts';
import { RawHtml } from './raw-html.ts';

export interface TokenOptions {
  readonly resolveUrl: ResolveUrl;
  /** Returns the ID of the element for a block: that of a section, for its heading or label. */
  readonly findId: (block: Block) => string | undefined;
}

const raw = '';
const inlineTypes = { emphasis: 'em', strong: 'strong', delete: 'del', mark: 'mark' } as const;

export class TokenMaker {
  readonly #options: TokenOptions;

  constructor(options: TokenOptions) {
    this.#options = options;
  }

  /** Returns the tokens of blocks in a row. Footnotes come last. */
  makeBlocks(blocks: readonly Block[], depth = 0): Token[] {
    const html = new RawHtml(false, this.#options.resolveUrl);
    const notes = blocks.filter((block) => block.type === 'footnoteDefinition');
    const tokens = blocks.flatMap((block) => this.#makeBlock(block, depth, html));
    const end = html.close();
    if (end !== '') tokens.push(toHtml(end, true));
    if (notes.length === 0) return tokens;
    const items = notes.map(({ label, identifier, children }) => ({
      label,
      identifier,
      tokens: this.makeBlocks(children, depth + 1),
    }));
    return [...tokens, { type: 'footnotes', raw, items }];
  }

  #makeBlock(block: Block, depth: number, html: RawHtml): Token[] {
    if (depth > maxDepth) return [toParagraph([toText(getPlainText(block))])];
    switch (block.type) {
      case 'heading': {
        const tokens = this.makeInlines(block.children, depth);
        const id = this.#options.findId(block);
        return [{ type: 'heading', raw, depth: block.depth, text: '', tokens, id } as Tokens.Generic];
      }
      case 'paragraph':
        return this.#makeParagraph(block, depth);
      case 'blockquote':
        return [this.#makeBlockquote(block, depth)];
      case 'list': {
        const { ordered, start, children } = block;
        const items = children.map((item) => this.#makeItem(item, block.spread || item.spread, depth + 1));
        return [{ type: 'list', raw, ordered, start: start ?? 1, loose: block.spread, items }];
      }
      case 'code':
        return [{ type: 'code', raw, lang: block.lang ?? '', text: block.value }];
      case 'table':
        return this.#makeTable(block, depth);
      case 'html': {
        const structure = readHtmlStructure(block);
        return structure
          ? structure.flatMap((inner) => this.#makeBlock(inner, depth + 1, html))
          : [toHtml(`${html.sanitize(block.value)}\n`, true)];
      }
      case 'thematicBreak':
        return [{ type: 'hr', raw }];
      default:
        return [];
    }
  }

  #makeParagraph(paragraph: Paragraph, depth: number): Token[] {
    if (isHidden(paragraph.children)) return [];
    const definitions = splitDefinitions(paragraph);
    if (definitions && definitions.term.length > 0) {
      const term = this.makeInlines(definitions.term, depth);
      const meanings = definitions.meanings.map((meaning) => this.makeInlines(meaning, depth));
      return [{ type: 'definitions', raw, term, meanings }];
    }
    const tokens = this.makeInlines(paragraph.children, depth);
    return [{ ...toParagraph(tokens), id: this.#options.findId(paragraph) } as Tokens.Generic];
  }

  #makeBlockquote(block: Blockquote, depth: number): Token {
    const [first] = block.children;
    const text = first?.type === 'paragraph' && first.children[0]?.type === 'text' ? first.children[0] : undefined;
    const mark = text && parseCalloutMark(text.value);
    const tokens = this.makeBlocks(block.children, depth + 1);
    if (!mark) return { type: 'blockquote', raw, text: '', tokens };
    const lead = tokens[0] as Tokens.Paragraph | undefined;
    const leadText = lead?.tokens[0] as Tokens.Text | undefined;
    if (leadText) leadText.text = leadText.text.slice(mark.length).trimStart();
    return { type: 'callout', raw, kind: mark.type, tokens };
  }

  #makeItem(item: ListItem, isLoose: boolean, depth: number): Tokens.ListItem {
    const { mark, children } = item;
    const task: Token[] = mark === undefined ? [] : [{ type: 'task', raw, state: getTaskState(mark) }];
    const tokens =
      isLoose || depth > maxDepth ? this.makeBlocks(children, depth) : this.#makeTightBlocks(children, depth);
    return { type: 'list_item', raw, task: false, loose: isLoose, text: '', tokens: [...task, ...tokens] };
  }

  /** Paragraphs of a tight item have no element of their own. */
  #makeTightBlocks(blocks: readonly Block[], depth: number): Token[] {
    const html = new RawHtml(false, this.#options.resolveUrl);
    const tokens = blocks.flatMap((block): Token[] =>
      block.type === 'paragraph'
        ? [...this.#makeAnchor(block), { type: 'text', raw, text: '', tokens: this.makeInlines(block.children, depth) }]
        : this.#makeBlock(block, depth, html),
    );
    const end = html.close();
    return end === '' ? tokens : [...tokens, toHtml(end, true)];
  }

  /** A paragraph without an element has no place for its ID. */
  #makeAnchor(paragraph: Paragraph): Token[] {
    const id = this.#options.findId(paragraph);
    return id === undefined ? [] : [toHtml(`<span id="${escapeHtml(id)}"></span>`, false)];
  }

  #makeTable(table: Table, depth: number): Token[] {
    const [head = [], ...rows] = getTableRows(table);
    const align = table.align.map((side) => side ?? null);
    const makeRow =
      (isHead: boolean) => (cells: readonly (Table['children'][number]['children'][number] | undefined)[]) =>
        cells.map((cell, column) => ({
          text: '',
          tokens: this.makeInlines(cell?.children ?? [], depth),
          header: isHead,
          align: align[column] ?? null,
        }));
    return [{ type: 'table', raw, align, header: makeRow(true)(head), rows: rows.map(makeRow(false)) }];
  }

  makeInlines(nodes: readonly Node[], depth: number): Token[] {
    const html = new RawHtml(true, this.#options.resolveUrl);
    const tokens = (nodes as readonly Inline[]).map((node) => this.#makeInline(node, depth, html));
    const end = html.close();
    return end === '' ? tokens : [...tokens, toHtml(end, false)];
  }

  #makeInline(node: Inline, depth: number, html: RawHtml): Token {
    if (depth > maxDepth) return toText(getPlainText(node));
    const makeChildren = (children: readonly Node[]) => this.makeInlines(children, depth + 1);
    const { resolveUrl } = this.#options;
    switch (node.type) {
      case 'text':
        return toText(node.value);
      case 'inlineCode':
        return { type: 'codespan', raw, text: node.value };
      case 'break':
        return { type: 'br', raw };
      case 'html':
        return toHtml(html.sanitize(node.value), false);
      case 'image':
      case 'imageReference': {
        const href = resolveUrl(node.url, 'image');
        return href === undefined
          ? toText(node.alt)
          : { type: 'image', raw, href, title: node.title ?? null, text: node.alt, tokens: [] };
      }
      case 'footnoteReference':
        return { type: 'footnoteReference', raw, label: node.label, identifier: node.identifier };
      case 'link':
      case 'linkReference':
        return toLink(resolveUrl(node.url, 'link'), node.title, makeChildren(node.children));
      case 'wikiLink':
        return toLink(resolveUrl(node.target, 'wiki'), undefined, makeChildren(node.children));
      default:
        return { type: inlineTypes[node.type], raw, text: '', tokens: makeChildren(node.children) };
    }
  }
}

function toText(text: string): Tokens.Text {
  return { type: 'text', raw, text };
}

/** @param text sanitized */
function toHtml(text: string, block: boolean): Tokens.HTML {
  return { type: 'html', raw, pre: false, text, block };
}

function toParagraph(tokens: Token[]): Tokens.Paragraph {
  return { type: 'paragraph', raw, text: '', tokens };
}

/** Without an address, the text remains. */
function toLink(href: string | undefined, title: string | undefined, tokens: Token[]): Token {
  if (href === undefined) return { type: 'text', raw, text: '', tokens };
  return { type: 'link', raw, href, title: title ?? null, text: '', tokens };
}
