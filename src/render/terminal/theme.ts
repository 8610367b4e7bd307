/** How things look at a terminal: colours by element as data, and what is drawn. */
import { Chalk, type ChalkInstance } from 'chalk';
import type { Context, ThemeName } from '../answer.ts';
import type { Style } from './fill.ts';

/** What has a look of its own. */
export const elements = [
  'title',
  'heading',
  'subheading',
  'muted',
  'strong',
  'emphasis',
  'deleted',
  'code',
  'key',
  'link',
  'mark',
  'bullet',
  'quote',
  'remark',
  'pro',
  'con',
  'when',
  'note',
  'tip',
  'important',
  'warning',
  'caution',
  'keyword',
  'string',
  'number',
  'comment',
  'function',
  'type',
  'inserted',
  'removed',
] as const;
export type Element = (typeof elements)[number];

/**
 * A look by element: words apart by spaces. `bold`, `italic`, `underline`, `inverse`, `strikethrough`, a colour that chalk
 * names or `#rrggbb`, and the same after `on-` for what is behind the text.
 */
export type Colors = { readonly [Name in Element]: string };

export const themes = {
  /** On black to `#282c34`. */
  dark: {
    title: 'bold #ffb3d1',
    heading: 'bold #7fd4ee',
    subheading: 'bold #b9c4ff',
    muted: '#a0a7b8',
    strong: 'bold',
    emphasis: 'italic',
    deleted: 'strikethrough #a0a7b8',
    code: '#f2d59b',
    key: 'inverse',
    link: 'underline #8ab8ff',
    mark: '#1a1a1a on-#f2d94e',
    bullet: '#7fd4ee',
    quote: '#a0a7b8',
    remark: 'italic #f5b88a',
    pro: '#98dd92',
    con: '#ff9797',
    when: '#7fd4ee',
    note: '#8ab8ff',
    tip: '#98dd92',
    important: '#d6a8ff',
    warning: '#f2c866',
    caution: '#ff9797',
    keyword: '#d6a8ff',
    string: '#98dd92',
    number: '#f5b88a',
    comment: 'italic #a0a7b8',
    function: '#8ab8ff',
    type: '#7fd4ee',
    inserted: '#98dd92',
    removed: '#ff9797',
  },
  /** On white to `#f4f0e6`. */
  light: {
    title: 'bold #9c1458',
    heading: 'bold #0b5d7a',
    subheading: 'bold #3d4bb0',
    muted: '#5b6270',
    strong: 'bold',
    emphasis: 'italic',
    deleted: 'strikethrough #5b6270',
    code: '#7d4e00',
    key: 'inverse',
    link: 'underline #0a4fb3',
    mark: '#1a1a1a on-#f6e27a',
    bullet: '#0b5d7a',
    quote: '#5b6270',
    remark: 'italic #8f4310',
    pro: '#1c6b26',
    con: '#ab1f1f',
    when: '#0b5d7a',
    note: '#0a4fb3',
    tip: '#1c6b26',
    important: '#7328b5',
    warning: '#7d4e00',
    caution: '#ab1f1f',
    keyword: '#7328b5',
    string: '#1c6b26',
    number: '#8f4310',
    comment: 'italic #5b6270',
    function: '#0a4fb3',
    type: '#0b5d7a',
    inserted: '#1c6b26',
    removed: '#ab1f1f',
  },
  /** Without colours, on anything. */
  mono: {
    title: 'bold',
    heading: 'bold',
    subheading: 'bold',
    muted: 'dim',
    strong: 'bold',
    emphasis: 'italic',
    deleted: 'strikethrough',
    code: '',
    key: 'inverse',
    link: 'underline',
    mark: 'inverse',
    bullet: '',
    quote: 'dim',
    remark: 'italic',
    pro: '',
    con: '',
    when: '',
    note: 'bold',
    tip: 'bold',
    important: 'bold',
    warning: 'bold',
    caution: 'bold',
    keyword: 'bold',
    string: '',
    number: '',
    comment: 'italic',
    function: '',
    type: '',
    inserted: 'bold',
    removed: 'dim',
  },
} as const satisfies Record<ThemeName, Colors>;

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
    theme = makeTheme(themes[context.theme], context.colorLevel, context.ascii);
    made.set(context, theme);
  }
  return theme;
}
