/**
 * Renders code blocks: lines as written, highlighted if the language is known, with a mark where a line goes on below.
 */
import { sanitizeLine, sanitizeText } from '../../core/escape.ts';
import type { Code } from '../../core/tree.ts';
import type { RenderContext } from '../answers.ts';
import type { Grammar } from '../code/highlighting.ts';
import { getGrammar, isGrammarLoaded, isShortEnough, loadGrammar, tokenize } from '../code/highlighting.ts';
import { takeStart } from './shorten.ts';
import type { Theme } from './theme.ts';
import { measureWidest, measureWidth } from './width.ts';
import type { Run } from './wrap.ts';
import { applyStyle } from './wrap.ts';

/** A line, or a promise to await before asking for the next one: a grammar is being loaded. */
export type LayoutLine = string | Promise<unknown>;

/**
 * Time in milliseconds for coloring all code of a page; code after that is not colored. Some grammars take quadratic
 * time.
 */
const coloringBudgetMs = 400;
const tabWidth = 4;
const codeIndent = '    ';

/** Colors code. Grammars are loaded when first needed, and cached. */
export class CodeWriter {
  readonly #theme: Theme;
  readonly #context: RenderContext;
  #remainingMs = coloringBudgetMs;

  constructor(theme: Theme, context: RenderContext) {
    this.#theme = theme;
    this.#context = context;
  }

  /**
   * Yields the lines of a block: its language, then its code, on a background of its own or indented as in Markdown. The
   * background begins at the margin, so that the code can be copied.
   */
  *renderBlock(block: Pick<Code, 'lang' | 'value'>, room: number): Generator<LayoutLine> {
    const { styles } = this.#theme;
    const tint = this.#context.colorLevel > 1 ? styles.codeblock : undefined;
    const indent = tint ? '' : codeIndent;
    const language = sanitizeLine(/^[^\s{,]{1,30}/.exec(block.lang ?? '')?.[0] ?? '');
    if (language !== '' && !this.#theme.isPlain) yield applyStyle(styles.muted, language);
    if (!tint) {
      for (const line of this.renderLines(block, room - indent.length))
        yield typeof line === 'string' && line !== '' ? indent + line : line;
      return;
    }
    const lines: string[] = [];
    for (const line of this.renderLines(block, room)) {
      if (typeof line === 'string') lines.push(line);
      else yield line;
    }
    const width = measureWidest(lines);
    for (const line of lines)
      yield applyStyle(tint, line + ' '.repeat(Math.min(width, room) - Math.min(room, measureWidth(line))));
  }

  /** Yields the lines of a block. If its grammar is not loaded yet, yields a promise to await first. */
  *renderLines({ lang, value }: Pick<Code, 'lang' | 'value'>, room: number): Generator<LayoutLine> {
    const text = sanitizeText(value);
    const isColored = lang !== undefined && !this.#theme.isPlain && isShortEnough(text) && this.#remainingMs > 0;
    if (isColored && !isGrammarLoaded(lang)) yield loadGrammar(lang);
    const grammar = isColored ? getGrammar(lang) : undefined;
    const runs = grammar && this.#highlight(text, grammar);
    for (const line of splitLines(runs ?? [{ text, style: this.#theme.styles.code }]))
      yield* this.#renderLine(line, room);
  }

  #highlight(text: string, grammar: Grammar): Run[] | undefined {
    const start = performance.now();
    const runs = this.#context.runWithTimeLimit(Math.ceil(this.#remainingMs), () =>
      highlight(text, grammar, this.#theme),
    );
    this.#remainingMs = runs ? this.#remainingMs - (performance.now() - start) : 0;
    return runs;
  }

  /** Renders a line. Where it cannot scroll, one that is too long goes on in the next, after a mark. */
  *#renderLine(line: readonly Run[], room: number): Generator<string> {
    const runs = expandTabs(line);
    let width = this.#context.isCodeCut ? runs.reduce((sum, { text }) => sum + measureWidth(text), 0) : 0;
    if (width <= room) {
      yield renderRuns(runs);
      return;
    }
    const mark = applyStyle(this.#theme.styles.muted, this.#theme.signs.cut);
    const pieceRoom = Math.max(1, room - measureWidth(this.#theme.signs.cut));
    let piece = '';
    let left = pieceRoom;
    for (const { text, style } of runs)
      for (let at = 0; at < text.length; ) {
        const isLast = width <= left + measureWidth(this.#theme.signs.cut);
        const fitting = takeStart(text.slice(at, at + (isLast ? room : left) * 4), isLast ? room : left);
        if (fitting === '' && left < pieceRoom) {
          yield piece + mark;
          piece = '';
          left = pieceRoom;
          continue;
        }
        const taken = fitting || String.fromCodePoint(text.codePointAt(at) ?? 0);
        piece += applyStyle(style, taken);
        at += taken.length;
        left -= measureWidth(taken);
        width -= measureWidth(taken);
      }
    yield piece;
  }
}

function highlight(text: string, grammar: Grammar, theme: Theme): Run[] {
  return tokenize(text, grammar).map(({ text: piece, element }) => ({
    text: piece,
    style: element === undefined ? undefined : theme.styles[element],
  }));
}

function* splitLines(runs: readonly Run[]): Generator<Run[]> {
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

function expandTabs(line: readonly Run[]): readonly Run[] {
  if (!line.some(({ text }) => text.includes('\t'))) return line;
  let column = 0;
  return line.map(({ text, style }) => {
    const expanded = text.replace(/\t|[^\t]+/g, (part) => {
      const expandedPart = part === '\t' ? ' '.repeat(tabWidth - (column % tabWidth)) : part;
      column += measureWidth(expandedPart);
      return expandedPart;
    });
    return { text: expanded, style };
  });
}

function renderRuns(line: readonly Run[]): string {
  return line.map(({ text, style }) => applyStyle(style, text)).join('');
}
