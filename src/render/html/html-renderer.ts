/** Renders blocks of a note as HTML, with marked's Parser and Renderer. All text is escaped; unsafe addresses are left out. */
import type { RendererObject, Tokens } from 'marked';
import { Marked, Parser, Renderer } from 'marked';
import type { TaskState } from '../../core/task-states.ts';
import type { Block } from '../../core/tree.ts';
import { isSafeUrl } from '../../core/url.ts';
import { escapeHtml } from './escape-html.ts';
import type { ResolveUrl } from './raw-html.ts';
import type { TokenOptions } from './tokens.ts';
import { TokenMaker } from './tokens.ts';

export interface HtmlOptions extends TokenOptions {
  /** Returns code as HTML with elements for its syntax; undefined to escape it. */
  readonly highlight: (text: string, language: string) => string | undefined;
  /** Whether the HTML is part of a page: headings link to themselves, and what scrolls can be reached by keyboard. */
  readonly isPage: boolean;
}

/** Links and images of a fragment: as written if they are safe to follow. Wiki links are text. */
const keepSafeUrls: ResolveUrl = (url, use) => (use !== 'wiki' && isSafeUrl(url) ? url : undefined);

const fragment: HtmlOptions = {
  resolveUrl: keepSafeUrls,
  findId: () => undefined,
  highlight: () => undefined,
  isPage: false,
};

export class HtmlRenderer {
  readonly #tokens: TokenMaker;
  readonly #parser: Parser;

  constructor(options: HtmlOptions = fragment) {
    this.#tokens = new TokenMaker(options);
    const marked = new Marked({ renderer: createRenderer(options), extensions: createExtensions(options) });
    this.#parser = new Parser(marked.defaults);
  }

  render(blocks: readonly Block[]): string {
    return this.#parser.parse(this.#tokens.makeBlocks(blocks));
  }

  /** Renders one line, such as a heading. */
  renderInlines(nodes: Parameters<TokenMaker['makeInlines']>[0]): string {
    return this.#parser.parseInline(this.#tokens.makeInlines(nodes, 0));
  }
}

type WithId = { readonly id?: string | undefined };

const idAttribute = ({ id }: WithId) => (id === undefined ? '' : ` id="${escapeHtml(id)}"`);

/** What marked renders differently: its escaping keeps references in text that has been decoded. */
function createRenderer({ highlight, isPage }: HtmlOptions): RendererObject {
  return {
    text(token) {
      return 'tokens' in token && token.tokens ? this.parser.parseInline(token.tokens) : escapeHtml(token.text);
    },
    codespan: ({ text }) => `<code>${escapeHtml(text)}</code>`,
    br: () => '<br>\n',
    code({ text, lang = '' }) {
      const [language = ''] = /^\S*/.exec(lang) ?? [];
      const name = language === '' ? '' : ` class="language-${escapeHtml(language)}"`;
      return `<pre${isPage ? ' tabindex="0"' : ''}><code${name}>${highlight(text, language) ?? escapeHtml(text)}\n</code></pre>\n`;
    },
    heading(token) {
      const { depth, tokens, id } = token as Tokens.Heading & WithId;
      const text = this.parser.parseInline(tokens);
      const link =
        isPage && id !== undefined
          ? ` <a class="anchor" href="#${encodeURIComponent(id)}" aria-label="Link to this section">#</a>`
          : '';
      return `<h${depth}${idAttribute({ id })}>${text}${link}</h${depth}>\n`;
    },
    paragraph(token) {
      const { tokens, id } = token as Tokens.Paragraph & WithId;
      return `<p${idAttribute({ id })}>${this.parser.parseInline(tokens)}</p>\n`;
    },
    ...(isPage ? { table: renderScrollingTable } : {}),
    link({ href, title, tokens }) {
      const titleAttribute = title ? ` title="${escapeHtml(title)}"` : '';
      return `<a href="${escapeHtml(href)}"${titleAttribute}>${this.parser.parseInline(tokens)}</a>`;
    },
    image({ href, title, text }) {
      const titleAttribute = title ? ` title="${escapeHtml(title)}"` : '';
      return `<img src="${escapeHtml(href)}" alt="${escapeHtml(text)}"${titleAttribute}>`;
    },
  };
}

/** A wide table scrolls within its region. */
function renderScrollingTable(this: { parser: Parser }, token: Tokens.Table): string {
  const plain = new Renderer();
  plain.parser = this.parser;
  return `<div class="table" role="group" aria-label="Table" tabindex="0">${plain.table(token)}</div>\n`;
}

interface ExtensionThis {
  readonly parser: Parser;
}

/** The nodes that marked does not have. */
function createExtensions({ isPage }: HtmlOptions) {
  return [
    {
      name: 'mark',
      renderer(this: ExtensionThis, { tokens = [] }: Tokens.Generic) {
        return `<mark>${this.parser.parseInline(tokens)}</mark>`;
      },
    },
    {
      name: 'task',
      renderer(this: ExtensionThis, { state }: Tokens.Generic) {
        const label = isPage ? ` aria-label="${state}"` : '';
        const box = `<input type="checkbox" disabled${state === 'done' ? ' checked' : ''}${label}> `;
        const isPlain = (state as TaskState) === 'open' || state === 'done';
        return isPlain ? box : `${box}(${state}) `;
      },
    },
    {
      name: 'definitions',
      renderer(this: ExtensionThis, { term, meanings }: Tokens.Generic) {
        const lines = (meanings as Tokens.Generic[][]).map((line) => `<dd>${this.parser.parseInline(line)}</dd>\n`);
        return `<dl>\n<dt>${this.parser.parseInline(term)}</dt>\n${lines.join('')}</dl>\n`;
      },
    },
    {
      name: 'callout',
      renderer(this: ExtensionThis, { kind, tokens = [] }: Tokens.Generic) {
        const type = escapeHtml(String(kind));
        const name = type.charAt(0).toUpperCase() + type.slice(1);
        return `<div class="callout callout-${type}"><p class="callout-title">${name}</p>\n${this.parser.parse(tokens)}</div>\n`;
      },
    },
    {
      name: 'footnoteReference',
      renderer(this: ExtensionThis, { identifier, label }: Tokens.Generic) {
        return `<sup><a href="#fn-${encodeURIComponent(identifier)}">${escapeHtml(label)}</a></sup>`;
      },
    },
    {
      name: 'footnotes',
      renderer(this: ExtensionThis, { items }: Tokens.Generic) {
        const notes = (items as Tokens.Generic[]).map(
          ({ identifier, label, tokens = [] }) =>
            `<dt id="fn-${escapeHtml(identifier)}">${escapeHtml(label)}</dt>\n<dd>${this.parser.parse(tokens)}</dd>\n`,
        );
        return `<dl class="footnotes">\n${notes.join('')}</dl>\n`;
      },
    },
  ];
}
