/** Colors by element. This file contains only data. */
import type { ThemeName } from '../theme-names.ts';

export const elements = [
  'title',
  'heading',
  'subheading',
  'minorheading',
  'muted',
  'strong',
  'emphasis',
  'deleted',
  'code',
  'codeblock',
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
 * The appearance of each element, as words separated by spaces: `bold`, `dim`, `italic`, `underline`, `inverse`,
 * `strikethrough`, a color name of chalk, or `#rrggbb`. A color after `on-` is the background.
 */
export type Colors = { readonly [Name in Element]: string };

export const themes = {
  /** For backgrounds from black to `#282c34`. */
  dark: {
    title: 'bold #ffb3d1',
    heading: 'bold #7fd4ee',
    subheading: 'bold #b9c4ff',
    minorheading: 'italic #b9c4ff',
    muted: '#a0a7b8',
    strong: 'bold',
    emphasis: 'italic',
    deleted: 'strikethrough #a0a7b8',
    code: '#f2d59b',
    codeblock: 'on-#323844',
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
  /** For backgrounds from white to `#f4f0e6`. */
  light: {
    title: 'bold #9c1458',
    heading: 'bold #0b5d7a',
    subheading: 'bold #3d4bb0',
    minorheading: 'italic #3d4bb0',
    muted: '#5b6270',
    strong: 'bold',
    emphasis: 'italic',
    deleted: 'strikethrough #5b6270',
    code: '#7d4e00',
    codeblock: 'on-#e6e8ec',
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
  /** For any background, without colors. */
  mono: {
    title: 'bold',
    heading: 'bold',
    subheading: 'bold',
    minorheading: 'underline',
    muted: 'dim',
    strong: 'bold',
    emphasis: 'italic',
    deleted: 'strikethrough',
    code: '',
    codeblock: '',
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

const basicColors = {
  ...themes.dark,
  title: 'bold magenta',
  heading: 'bold cyan',
  subheading: 'bold blue',
  minorheading: 'italic blue',
  muted: 'dim',
  deleted: 'strikethrough dim',
  code: 'yellow',
  codeblock: '',
  link: 'underline blue',
  mark: 'black on-yellow',
  bullet: 'cyan',
  quote: 'dim',
  remark: 'italic magenta',
  pro: 'green',
  con: 'red',
  when: 'cyan',
  note: 'blue',
  tip: 'green',
  important: 'magenta',
  warning: 'yellow',
  caution: 'red',
  keyword: 'magenta',
  string: 'green',
  number: 'yellow',
  comment: 'italic dim',
  function: 'blue',
  type: 'cyan',
  inserted: 'green',
  removed: 'red',
} as const satisfies Colors;

/** The themes for terminals with 16 colors, whose exact shades the terminal decides. */
export const basicThemes = {
  dark: {
    ...basicColors,
    subheading: 'bold blueBright',
    link: 'underline blueBright',
    minorheading: 'italic blueBright',
  },
  light: { ...basicColors, code: 'magenta', warning: 'red', number: 'red' },
  mono: themes.mono,
} as const satisfies Record<ThemeName, Colors>;

/** The words of an appearance: a text style, or a color name or `#rrggbb`; a color after `on-` is the background. */
const colorNames = 'black red green yellow blue magenta cyan white gray';
const brightColorNames =
  'redBright greenBright yellowBright blueBright magentaBright cyanBright whiteBright blackBright';
const styleWords = new Set(
  `bold dim italic underline inverse strikethrough ${colorNames} ${brightColorNames}`.split(' '),
);
const colorWords = new Set(`${colorNames} ${brightColorNames}`.split(' '));

export function findUnknownWord(appearance: string): string | undefined {
  const isKnown = (word: string) => {
    const background = word.startsWith('on-') ? word.slice(3) : undefined;
    return (
      /^#[0-9a-f]{6}$/i.test(background ?? word) ||
      (background === undefined ? styleWords.has(word) : colorWords.has(background))
    );
  };
  return appearance.split(' ').find((word) => word !== '' && !isKnown(word));
}
