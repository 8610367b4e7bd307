/** Colours by element: data alone. */
import type { ThemeName } from '../answers.ts';

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

/** What a word of a look may be: how text is set, a colour by its name, or `#rrggbb`; after `on-` what is behind the text. */
const colorNames = 'black red green yellow blue magenta cyan white gray';
const bright = 'redBright greenBright yellowBright blueBright magentaBright cyanBright whiteBright blackBright';
const words = new Set(`bold dim italic underline inverse strikethrough ${colorNames} ${bright}`.split(' '));
const colors = new Set(`${colorNames} ${bright}`.split(' '));

/** @returns the first word of a look that means nothing */
export function unknownWord(look: string): string | undefined {
  const isKnown = (word: string) => {
    const behind = word.startsWith('on-') ? word.slice(3) : undefined;
    return /^#[0-9a-f]{6}$/i.test(behind ?? word) || (behind === undefined ? words.has(word) : colors.has(behind));
  };
  return look.split(' ').find((word) => word !== '' && !isKnown(word));
}
