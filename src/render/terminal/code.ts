/** Code blocks: lines as they are, coloured where the language is known, marked where they go on past the edge. */
import type { Token } from 'prismjs';
import { safeText } from '../../core/escape.ts';
import type { Code } from '../../core/tree.ts';
import type { Context } from '../answers.ts';
import type { Laid } from './layout.ts';
import { startOf } from './shorten.ts';
import type { Theme } from './theme.ts';
import type { Element } from './themes.ts';
import { textWidth } from './width.ts';
import type { Run, Style } from './wrap.ts';
import { styled } from './wrap.ts';

type Prism = typeof import('prismjs');
type Languages = typeof import('./languages.ts');

/** Code of more characters than this is not coloured, and neither is any with a longer line: nobody reads it for that. */
const most = 30_000;
const longestLine = 1000;
/**
 * Grammars are regular expressions, and some take time that grows with the square of a text. For all code of a page there are
 * so many milliseconds; what comes later is left without colours.
 */
const patience = 400;
const tabWidth = 4;

/** Colours code. Grammars are loaded when a block first needs one, and kept. */
export class CodeWriter {
  readonly #theme: Theme;
  readonly #context: Context;
  #left = patience;

  constructor(theme: Theme, context: Context) {
    this.#theme = theme;
    this.#context = context;
  }

  /** The lines of a block; before them, where its grammar is not there yet, what to wait for. */
  *lines({ lang, value }: Pick<Code, 'lang' | 'value'>, room: number): Generator<Laid> {
    const text = safeText(value);
    const isColoured =
      lang !== undefined && !this.#theme.isPlain && text.length <= most && !hasLongLine(text) && this.#left > 0;
    if (isColoured && !loaded.has(lang)) yield load(lang);
    const grammar = isColoured ? loaded.get(lang) : undefined;
    const runs = grammar && this.#coloured(text, grammar);
    for (const line of linesOf(runs ?? [{ text, style: this.#theme.styles.code }])) yield this.#line(line, room);
  }

  #coloured(text: string, grammar: Grammar): Run[] | undefined {
    const start = performance.now();
    const runs = this.#context.limited(Math.ceil(this.#left), () => coloured(text, grammar, this.#theme));
    this.#left = runs ? this.#left - (performance.now() - start) : 0;
    return runs;
  }

  #line(line: readonly Run[], room: number): string {
    const expanded = withoutTabs(line);
    if (!this.#context.isCut) return joined(expanded);
    const width = expanded.reduce((sum, { text }) => sum + textWidth(text), 0);
    if (width <= room) return joined(expanded);
    const cut = cutTo(expanded, Math.max(1, room - textWidth(this.#theme.signs.cut)));
    return joined(cut) + styled(this.#theme.styles.muted, this.#theme.signs.cut);
  }
}

function hasLongLine(text: string): boolean {
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf('\n', from);
    if ((end < 0 ? text.length : end) - from > longestLine) return true;
    if (end < 0) return false;
    from = end + 1;
  }
  return false;
}

interface Grammar {
  readonly prism: Prism;
  readonly grammar: Prism['languages'][string];
}

/** By the name in the fence; nothing for a language that is not known. */
const loaded = new Map<string, Grammar | undefined>();

async function load(lang: string): Promise<void> {
  const { languageOf, withNeeds, languages }: Languages = await import('./languages.ts');
  const name = languageOf(lang);
  if (name === undefined) return void loaded.set(lang, undefined);
  const prism: Prism = (await import('prismjs/components/prism-core.js')).default;
  for (const one of withNeeds(name)) if (!prism.languages[one]) await languages[one]?.load();
  const grammar = prism.languages[name];
  loaded.set(lang, grammar && { prism, grammar });
}

/** Which look a type of token has; others have that of code. */
const looks: readonly (readonly [Element, string])[] = [
  ['keyword', 'keyword atrule important tag selector directive rule at-rule'],
  ['string', 'string char attr-value template-string regex url string-literal triple-quoted-string'],
  ['number', 'number boolean constant symbol null nil'],
  ['comment', 'comment prolog doctype cdata shebang hashbang'],
  ['function', 'function function-definition function-variable method decorator annotation command'],
  ['type', 'class-name builtin attr-name property namespace type key'],
  ['inserted', 'inserted-sign inserted'],
  ['removed', 'deleted-sign deleted'],
];
const lookOf = new Map(looks.flatMap(([element, types]) => types.split(' ').map((type) => [type, element] as const)));

function coloured(text: string, { prism, grammar }: Grammar, theme: Theme): Run[] {
  const runs: Run[] = [];
  const add = (part: string | Token | readonly (string | Token)[], style: Style | undefined): void => {
    if (typeof part === 'string') runs.push({ text: part, style });
    else if ('type' in part) {
      const element = lookOf.get(part.type);
      add(part.content as string, element === undefined ? style : theme.styles[element]);
    } else for (const one of part) add(one, style);
  };
  add(prism.tokenize(text, grammar), undefined);
  return runs;
}

function* linesOf(runs: readonly Run[]): Generator<Run[]> {
  let line: Run[] = [];
  for (const { text, style } of runs) {
    const parts = text.split('\n');
    for (const [index, part] of parts.entries()) {
      if (index > 0) {
        yield line;
        line = [];
      }
      if (part !== '') line.push({ text: part, style });
    }
  }
  yield line;
}

function withoutTabs(line: readonly Run[]): readonly Run[] {
  if (!line.some(({ text }) => text.includes('\t'))) return line;
  let column = 0;
  return line.map(({ text, style }) => {
    const expanded = text.replace(/\t|[^\t]+/g, (part) => {
      const shown = part === '\t' ? ' '.repeat(tabWidth - (column % tabWidth)) : part;
      column += textWidth(shown);
      return shown;
    });
    return { text: expanded, style };
  });
}

/** The part of a line that takes so many columns. */
function cutTo(line: readonly Run[], room: number): Run[] {
  const kept: Run[] = [];
  let left = room;
  for (const { text, style } of line) {
    const wide = textWidth(text);
    if (wide <= left) {
      kept.push({ text, style });
      left -= wide;
      continue;
    }
    kept.push({ text: startOf(text, left), style });
    break;
  }
  return kept;
}

function joined(line: readonly Run[]): string {
  return line.map(({ text, style }) => styled(style, text)).join('');
}
