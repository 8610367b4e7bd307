/** Markdown at a terminal: marked's parser with marked-terminal's renderer, and ours where that ignores nesting and width. */
import { Marked, type Token, type Tokens } from 'marked';
import { markedTerminal } from 'marked-terminal';
import stringWidth from 'string-width';
import type { Block } from '../../core/tree.ts';
import type { Context } from '../answer.ts';
import { renderTable } from './table.ts';
import type { Theme } from './theme.ts';
import { tokensOf } from './tokens.ts';
import { wrap as wrapped } from './wrap.ts';

/** @returns the blocks rendered, without a line end after the last line */
export function renderBlocks(blocks: readonly Block[], theme: Theme, context: Context): string {
  return parserFor(theme, context.width)(tokensOf(blocks)).trimEnd();
}

function parserFor(theme: Theme, fullWidth: number): (tokens: Token[]) => string {
  let width = fullWidth;
  const wrap = (text: string) => wrapped(text, Math.max(width, 8));
  /** Renders inside a margin of so many columns. */
  const inside = (margin: number, render: () => string): string => {
    width -= margin;
    const text = render().trimEnd();
    width += margin;
    return text;
  };
  const plain = (text: string) => text;
  const base = markedTerminal({
    strong: theme.strong,
    em: theme.emphasis,
    codespan: theme.code,
    del: theme.deleted,
    html: plain,
    text: plain,
    paragraph: plain,
    emoji: false,
    unescape: false,
  });
  const marked = new Marked();
  marked.use(base as Parameters<typeof marked.use>[0]);
  marked.use({
    renderer: {
      heading({ tokens, depth }) {
        const text = wrap(this.parser.parseInline(tokens));
        return `${depth === 1 ? theme.title(text) : depth === 2 ? theme.heading(text) : theme.label(text)}\n\n`;
      },
      paragraph({ tokens }) {
        return `${wrap(this.parser.parseInline(tokens).replace(/ ?\n ?/g, '\n'))}\n\n`;
      },
      code({ text }) {
        return `${text
          .split('\n')
          .map((line) => line && `    ${theme.code(line)}`)
          .join('\n')}\n\n`;
      },
      blockquote({ tokens }) {
        const text = inside(2, () => this.parser.parse(tokens));
        return `${text
          .split('\n')
          .map((line) => `${theme.dim(theme.bar)} ${line}`.trimEnd())
          .join('\n')}\n\n`;
      },
      hr() {
        return `${theme.dim(theme.rule.repeat(Math.max(width, 3)))}\n\n`;
      },
      br() {
        return '\n';
      },
      list(list) {
        const first = typeof list.start === 'number' ? list.start : 1;
        const numberWidth = String(first + list.items.length - 1).length + 1;
        const items = list.items.map((item, index) => {
          const mark = list.ordered ? `${first + index}.`.padStart(numberWidth) : theme.bullet;
          const lead = `${mark} ${item.task ? `${item.checked ? theme.done : theme.open} ` : ''}`;
          const margin = stringWidth(lead);
          const text = inside(margin, () => this.parser.parse(item.tokens));
          const lines = (item.loose ? text : text.replace(/\n\n(?!\n)/g, '\n')).split('\n');
          return lines.map((line, at) => (at === 0 ? lead + line : line && ' '.repeat(margin) + line)).join('\n');
        });
        return `${items.join(list.loose ? '\n\n' : '\n')}\n\n`;
      },
      link({ href, tokens }) {
        const text = this.parser.parseInline(tokens);
        return text === href || text === '' ? theme.link(href) : `${theme.link(text)} ${theme.dim(`(${href})`)}`;
      },
      table({ header, rows, align }) {
        const cells = (row: readonly Tokens.TableCell[]) => row.map((cell) => this.parser.parseInline(cell.tokens));
        return `${renderTable({ head: cells(header), rows: rows.map(cells), align }, width, theme)}\n\n`;
      },
    },
  });
  return (tokens) => marked.parser(tokens);
}
