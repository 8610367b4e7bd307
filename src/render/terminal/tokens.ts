/** Our tree as the tokens of marked, so that its parser runs and its lexer does not. */
import type { Token, Tokens } from 'marked';
import type { Block, Inline, ListItem, Node, Table } from '../../core/tree.ts';
import { plainText } from '../../core/tree.ts';
import { textOfHtml } from '../html-text.ts';
import { safeText } from '../safe-text.ts';
import { deepest } from '../shown-blocks.ts';

/** @returns tokens whose text a terminal can print: nothing in it acts on the terminal */
export function tokensOf(blocks: readonly Block[], depth = 0): Token[] {
  return blocks.flatMap((block) => blockToken(block, depth));
}

function blockToken(block: Block, depth: number): Token[] {
  if (depth > deepest) return [paragraph([textToken(plainText(block))])];
  switch (block.type) {
    case 'heading': {
      const tokens = inlineTokens(block.children, depth);
      return [{ type: 'heading', raw: '', depth: block.depth, text: '', tokens } satisfies Tokens.Heading];
    }
    case 'paragraph': {
      const tokens = inlineTokens(block.children, depth);
      return tokens.length > 0 ? [paragraph(tokens)] : [];
    }
    case 'blockquote':
      return [
        {
          type: 'blockquote',
          raw: '',
          text: '',
          tokens: tokensOf(block.children, depth + 1),
        } satisfies Tokens.Blockquote,
      ];
    case 'list':
      return [
        {
          type: 'list',
          raw: '',
          ordered: block.ordered,
          start: block.start ?? '',
          loose: block.spread,
          items: block.children.map((item) => itemToken(item, block.spread || item.spread, depth + 1)),
        } satisfies Tokens.List,
      ];
    case 'code':
      return [
        { type: 'code', raw: '', lang: safeText(block.lang ?? ''), text: safeText(block.value) } satisfies Tokens.Code,
      ];
    case 'table':
      return [tableToken(block, depth)];
    case 'html': {
      const text = textOfHtml(block.value).trim();
      return text === '' ? [] : [paragraph([textToken(text)])];
    }
    case 'thematicBreak':
      return [{ type: 'hr', raw: '' } satisfies Tokens.Hr];
    case 'footnoteDefinition':
      return footnoteTokens(block.label, tokensOf(block.children, depth + 1));
    default:
      return [];
  }
}

/** A footnote's mark stands before its first words. */
function footnoteTokens(label: string, tokens: Token[]): Token[] {
  const first = tokens[0];
  const mark = textToken(`[${label}] `);
  if (first?.type === 'paragraph') return [paragraph([mark, ...(first.tokens ?? [])]), ...tokens.slice(1)];
  return [paragraph([mark]), ...tokens];
}

function paragraph(tokens: Token[]): Tokens.Paragraph {
  return { type: 'paragraph', raw: '', text: '', tokens };
}

function itemToken(item: ListItem, loose: boolean, depth: number): Tokens.ListItem {
  const { checked } = item;
  return {
    type: 'list_item',
    raw: '',
    text: '',
    loose,
    task: checked !== undefined,
    checked: checked ?? false,
    tokens: tokensOf(item.children, depth),
  };
}

function tableToken(table: Table, depth: number): Tokens.Table {
  const { align } = table;
  const cells = table.children.map((row, index) =>
    row.children.map((cell, column): Tokens.TableCell => {
      const tokens = inlineTokens(cell.children, depth);
      return { text: safeText(plainText(cell)), tokens, header: index === 0, align: align[column] ?? null };
    }),
  );
  return {
    type: 'table',
    raw: '',
    align: align.map((side) => side ?? null),
    header: cells[0] ?? [],
    rows: cells.slice(1),
  };
}

function textToken(text: string): Tokens.Text {
  return { type: 'text', raw: '', text: safeText(text), escaped: true };
}

function inlineTokens(nodes: readonly Node[], depth: number): Token[] {
  return (nodes as readonly Inline[]).flatMap((node) => inlineToken(node, depth + 1));
}

function inlineToken(node: Inline, depth: number): Token[] {
  if (depth > deepest) return [textToken(plainText(node))];
  switch (node.type) {
    case 'text':
      // A line end in running text is a space; breaks are nodes of their own.
      return [textToken(node.value.replace(/[\r\n]+/g, ' '))];
    case 'inlineCode':
      return [{ type: 'codespan', raw: '', text: safeText(node.value) } satisfies Tokens.Codespan];
    case 'break':
      return [{ type: 'br', raw: '' } satisfies Tokens.Br];
    case 'html': {
      if (/^<br\b/i.test(node.value)) return [{ type: 'br', raw: '' } satisfies Tokens.Br];
      const text = textOfHtml(node.value);
      return text === '' ? [] : [textToken(text)];
    }
    case 'image':
    case 'imageReference':
      return [textToken(`[image${node.alt && `: ${node.alt}`}]`)];
    case 'footnoteReference':
      return [textToken(`[${node.label}]`)];
    case 'emphasis':
      return [{ type: 'em', raw: '', text: '', tokens: inlineTokens(node.children, depth) } satisfies Tokens.Em];
    case 'strong':
      return [
        { type: 'strong', raw: '', text: '', tokens: inlineTokens(node.children, depth) } satisfies Tokens.Strong,
      ];
    case 'delete':
      return [{ type: 'del', raw: '', text: '', tokens: inlineTokens(node.children, depth) } satisfies Tokens.Del];
    case 'link':
    case 'linkReference':
      return [
        {
          type: 'link',
          raw: '',
          href: safeText(node.url),
          title: null,
          text: '',
          tokens: inlineTokens(node.children, depth),
        } satisfies Tokens.Link,
      ];
    case 'wikiLink':
      return inlineTokens(node.children, depth);
  }
}
