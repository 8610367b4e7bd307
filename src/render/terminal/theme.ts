/** The appearance of output at a terminal: styles made from a theme's colors, and the signs to draw. */
import { Chalk, type ChalkInstance } from 'chalk';
import type { RenderContext } from '../answers.ts';
import type { Colors, Element } from './themes.ts';
import { elements } from './themes.ts';
import type { Style } from './wrap.ts';

type Triple = readonly [string, string, string];

/** Drawing characters: Unicode, or ASCII if the locale does not support Unicode. */
export interface Signs {
  /** By list depth; deeper lists start over. */
  readonly bullets: Triple;
  readonly remark: string;
  readonly bar: string;
  /** The bar beside a callout; heavier than that of a quotation. */
  readonly heavyBar: string;
  readonly rule: string;
  readonly doubleRule: string;
  /** Below the headings that no style tells from text. */
  readonly lightRule: string;
  readonly arrow: string;
  readonly dot: string;
  readonly cut: string;
  readonly ellipsis: string;
  readonly done: string;
  readonly cancelled: string;
  readonly forwarded: string;
  readonly open: string;
  readonly fold: string;
  readonly times: string;
  /** The branches of a tree: an entry with more after it, the last entry, and the text below each of the two. */
  readonly branch: readonly [string, string, string, string];
}

const unicode: Signs = {
  bullets: ['•', '◦', '▪'],
  remark: '↳',
  bar: '│',
  heavyBar: '┃',
  rule: '─',
  doubleRule: '═',
  lightRule: '┄',
  arrow: '›',
  dot: '·',
  cut: '›',
  ellipsis: '…',
  done: '☑',
  cancelled: '☒',
  forwarded: '▷',
  open: '☐',
  fold: '▸',
  times: '×',
  branch: ['├── ', '└── ', '│   ', '    '],
};

const ascii: Signs = {
  bullets: ['*', '-', '+'],
  remark: '->',
  bar: '|',
  heavyBar: '!',
  rule: '-',
  doubleRule: '=',
  lightRule: '.',
  arrow: '>',
  dot: '-',
  cut: '>',
  ellipsis: '...',
  done: '[x]',
  cancelled: '[-]',
  forwarded: '[>]',
  open: '[ ]',
  fold: '>',
  times: 'x',
  branch: ['|-- ', '`-- ', '|   ', '    '],
};

/** Styles by element, and signs. A style of `undefined` leaves text unchanged. */
export interface Theme {
  readonly styles: { readonly [Name in Element]: Style | undefined };
  readonly signs: Signs;
  /** Whether the theme has no styles, so that characters must carry all meaning. */
  readonly isPlain: boolean;
}

/** Creates a theme. @throws Error if an appearance contains an unknown word */
export function createTheme(colors: Colors, colorLevel: RenderContext['colorLevel'], isAscii: boolean): Theme {
  const chalk = new Chalk({ level: colorLevel });
  const isPlain = colorLevel === 0;
  const styles = Object.fromEntries(
    elements.map((name) => [name, isPlain ? undefined : parseStyle(colors[name], chalk)]),
  );
  return { styles: styles as Theme['styles'], signs: isAscii ? ascii : unicode, isPlain };
}

/** Returns the escape sequences that chalk writes before and after text. */
function parseStyle(appearance: string, chalk: ChalkInstance): Style | undefined {
  const words = appearance.split(' ').filter((word) => word !== '');
  if (words.length === 0) return undefined;
  let style = chalk;
  for (const word of words) {
    const isBackground = word.startsWith('on-');
    const color = isBackground ? word.slice(3) : word;
    if (/^#[0-9a-f]{6}$/i.test(color)) style = isBackground ? style.bgHex(color) : style.hex(color);
    else {
      const name = (isBackground ? `bg${color.charAt(0).toUpperCase()}${color.slice(1)}` : color) as 'red';
      const nextStyle: ChalkInstance | undefined = style[name];
      if (typeof nextStyle !== 'function') throw new Error(`Unknown word in a theme: "${word}".`);
      style = nextStyle;
    }
  }
  const [open = '', close = ''] = style('x').split('x');
  return { open, close };
}

const themeCache = new WeakMap<RenderContext, Theme>();

export function getTheme(context: RenderContext): Theme {
  let theme = themeCache.get(context);
  if (!theme) {
    theme = createTheme(context.theme, context.colorLevel, context.ascii);
    themeCache.set(context, theme);
  }
  return theme;
}
