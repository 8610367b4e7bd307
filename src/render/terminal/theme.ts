/** How things look at a terminal: styles made of a theme's colours, and what is drawn. */
import { Chalk, type ChalkInstance } from 'chalk';
import type { Context } from '../answers.ts';
import type { Colors, Element } from './themes.ts';
import { elements } from './themes.ts';
import type { Style } from './wrap.ts';

type Three = readonly [string, string, string];

/** What is drawn: characters of Unicode, or of ASCII where the locale has no others. */
export interface Signs {
  /** By depth; deeper lists begin anew. */
  readonly bullets: Three;
  /** Before what a reader says of a quote. */
  readonly remark: string;
  readonly bar: string;
  /** Beside what is set off from the text, and is nobody's words but the writer's. */
  readonly heavyBar: string;
  readonly rule: string;
  readonly doubleRule: string;
  readonly arrow: string;
  /** Between things on one line. */
  readonly dot: string;
  /** Where a line or a path is cut. */
  readonly cut: string;
  readonly ellipsis: string;
  readonly done: string;
  readonly open: string;
  readonly fold: string;
  readonly times: string;
  /** The corners of a table: left, between, right, of its first line, the line under its head, and its last. */
  readonly corners: readonly [Three, Three, Three];
  /** The branches of a tree: one with more after it, the last, and what stands beneath either. */
  readonly branch: readonly [string, string, string, string];
}

const unicode: Signs = {
  bullets: ['•', '◦', '▪'],
  remark: '↳',
  bar: '│',
  heavyBar: '┃',
  rule: '─',
  doubleRule: '═',
  arrow: '›',
  dot: '·',
  cut: '›',
  ellipsis: '…',
  done: '☑',
  open: '☐',
  fold: '▸',
  times: '×',
  corners: [
    ['┌', '┬', '┐'],
    ['├', '┼', '┤'],
    ['└', '┴', '┘'],
  ],
  branch: ['├── ', '└── ', '│   ', '    '],
};

const ascii: Signs = {
  bullets: ['*', '-', '+'],
  remark: '->',
  bar: '|',
  heavyBar: '!',
  rule: '-',
  doubleRule: '=',
  arrow: '>',
  dot: '-',
  cut: '>',
  ellipsis: '...',
  done: '[x]',
  open: '[ ]',
  fold: '>',
  times: 'x',
  corners: [
    ['+', '+', '+'],
    ['+', '+', '+'],
    ['+', '+', '+'],
  ],
  branch: ['|-- ', '`-- ', '|   ', '    '],
};

/** Styles by element, and signs. A style of `undefined` leaves text as it is. */
export interface Theme {
  readonly styles: { readonly [Name in Element]: Style | undefined };
  readonly signs: Signs;
  /** Whether there is no style at all, so that everything has to be told by signs. */
  readonly isPlain: boolean;
}

/** @throws Error when a look has a word that means nothing */
export function makeTheme(colors: Colors, colorLevel: Context['colorLevel'], isAscii: boolean): Theme {
  const chalk = new Chalk({ level: colorLevel });
  const isPlain = colorLevel === 0;
  const styles = Object.fromEntries(elements.map((name) => [name, isPlain ? undefined : styleOf(colors[name], chalk)]));
  return { styles: styles as Theme['styles'], signs: isAscii ? ascii : unicode, isPlain };
}

/** What chalk puts before a text and after it. */
function styleOf(look: string, chalk: ChalkInstance): Style | undefined {
  const words = look.split(' ').filter((word) => word !== '');
  if (words.length === 0) return undefined;
  let style = chalk;
  for (const word of words) {
    const isBehind = word.startsWith('on-');
    const color = isBehind ? word.slice(3) : word;
    if (/^#[0-9a-f]{6}$/i.test(color)) style = isBehind ? style.bgHex(color) : style.hex(color);
    else {
      const name = (isBehind ? `bg${color.charAt(0).toUpperCase()}${color.slice(1)}` : color) as 'red';
      const next: ChalkInstance | undefined = style[name];
      if (typeof next !== 'function') throw new Error(`a theme knows no "${word}"`);
      style = next;
    }
  }
  const [open = '', close = ''] = style('x').split('x');
  return { open, close };
}

const made = new WeakMap<Context, Theme>();

/** The theme of an answer, made once. */
export function themeOf(context: Context): Theme {
  let theme = made.get(context);
  if (!theme) {
    theme = makeTheme(context.theme, context.colorLevel, context.ascii);
    made.set(context, theme);
  }
  return theme;
}
