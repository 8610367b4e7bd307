/** Colors can be read, and what is data is well formed. */
import prism from 'prismjs/components.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { isLight } from '../../src/cli/terminal/background-color.ts';
import { languages, resolveDependencies, resolveLanguage } from '../../src/render/code/languages.ts';
import { createTheme } from '../../src/render/terminal/theme.ts';
import { elements, findUnknownWord, themes } from '../../src/render/terminal/themes.ts';
import { themeNames } from '../../src/render/theme-names.ts';

/** The least and the most that a theme's background may be (`theme.ts` says so beside the colors). */
const backgrounds = { dark: ['#000000', '#282c34'], light: ['#ffffff', '#f4f0e6'] } as const;

/** Relative luminance, WCAG 2.2. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(['dark', 'light'] as const)('the theme %s', (name) => {
  it.each(elements)('shows %s with a contrast of 4.5 at least', (element) => {
    const words = themes[name][element].split(' ');
    const color = words.find((word) => word.startsWith('#'));
    const behind = words.find((word) => word.startsWith('on-#'))?.slice(3);
    for (const background of behind ? [behind] : backgrounds[name])
      if (color) expect(contrast(color, background)).toBeGreaterThanOrEqual(4.5);
    expect(words.filter((word) => /^(?:on-)?#/.test(word)).every((word) => /#[0-9a-f]{6}$/.test(word))).toBe(true);
  });
});

describe('themes', () => {
  it('can all be made, in every depth of color', () => {
    for (const name of themeNames)
      for (const level of [0, 1, 2, 3] as const) {
        const { styles, isPlain } = createTheme(themes[name], level, false);
        expect(isPlain).toBe(level === 0);
        if (isPlain) expect(Object.values(styles).every((style) => style === undefined)).toBe(true);
      }
  });

  it('has no color in mono', () => {
    expect(Object.values(themes.mono).join(' ')).not.toMatch(/#|red|green|blue|yellow|cyan|magenta|gray/);
  });
});

describe('a look', () => {
  it('has words that mean something', () => {
    for (const name of themeNames)
      for (const look of Object.values(themes[name])) expect(findUnknownWord(look)).toBeUndefined();
    expect(findUnknownWord('bold on-#12345')).toBe('on-#12345');
    expect(findUnknownWord('italic redBright on-blue #ABCDEF')).toBeUndefined();
    expect(findUnknownWord('on-bold')).toBe('on-bold');
  });
});

describe('what a terminal answers', () => {
  it.each([
    ['\u001b]11;rgb:ffff/ffff/ffff\u001b\\\u001b[?62c', true],
    ['\u001b]11;rgb:1e1e/1e1e/1e1e\u0007\u001b[?1;2c', false],
    ['\u001b]11;rgb:fd/f6/e3\u001b\\', true],
    ['\u001b]11;rgba:0000/0000/0000/ffff\u001b\\', false],
    ['\u001b[?62;4c', undefined],
  ])('%j', (answer, expected) => expect(isLight(answer)).toBe(expected));
});

describe('languages', () => {
  const known = prism.languages as unknown as Record<
    string,
    { require?: string | string[]; alias?: string | string[] }
  >;
  const list = (value: string | string[] | undefined) => (value === undefined ? [] : [value].flat());

  it.each(Object.keys(languages))('%s builds on what Prism says it builds on', (name) => {
    expect(list(known[name]?.require).sort()).toEqual([...(languages[name]?.dependencies ?? [])].sort());
  });

  it('come after what they build on, each once', () => {
    expect(resolveDependencies('tsx')).toEqual(['markup', 'clike', 'javascript', 'jsx', 'typescript', 'tsx']);
  });

  it('are found by the names that Prism gives them', () => {
    for (const name of Object.keys(languages))
      for (const alias of list(known[name]?.alias))
        if (resolveLanguage(alias) !== undefined) expect(resolveLanguage(alias)).toBe(name);
    for (const [name, language] of [
      ['js', 'javascript'],
      ['C++', 'cpp'],
      ['{.python}', 'python'],
      ['sh', 'bash'],
      ['mermaid', undefined],
    ])
      expect(resolveLanguage(name ?? '')).toBe(language);
  });
});
