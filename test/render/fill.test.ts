/** Lines of a width, in scripts with spaces between words and without. */
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { measureWidth } from '../../src/render/terminal/width.ts';
import { measureRuns, wrapRuns } from '../../src/render/terminal/wrap.ts';

const bold = { open: '\u001b[1m', close: '\u001b[22m' };
const plain = (text: string) => [{ text, style: undefined }];
const wrap = (text: string, width: number) => wrapRuns(plain(text), width).lines.join('\n');

describe('fillLines', () => {
  it('ends lines within runs of scripts that have no spaces', () => {
    expect(wrap('云计算是一种模型', 8)).toBe('云计算是\n一种模型');
    expect(wrap('サーバーレスとは', 8)).toBe('サーバー\nレスとは');
    expect(wrap('ภาษาไทย', 4).split('\n').length).toBeGreaterThan(1);
  });

  it('begins no line with closing punctuation and ends none with opening', () => {
    expect(wrap('服务器（资源）', 8)).toBe('服务器\n（资源）');
    expect(wrap('资源分配。定价', 8)).toBe('资源分\n配。定价');
  });

  it('leaves words of other scripts whole', () => {
    expect(wrap('日本語 and words', 9)).toBe('日本語\nand words');
    expect(wrap('unbreakable', 4)).toBe('unbreakable');
    expect(wrap('it、そして', 6)).toBe('it、そ\nして');
  });

  it('closes styles at the end of a line and opens them on the next', () => {
    expect(wrapRuns([{ text: '云计算是一种', style: bold }, ...plain('模型')], 8).lines).toEqual([
      '\u001b[1m云计算是\u001b[22m',
      '\u001b[1m一种\u001b[22m模型',
    ]);
  });

  it('parts no word where a look changes', () => {
    expect(wrapRuns([...plain('some '), { text: 'wo', style: bold }, ...plain('rd')], 6).lines).toEqual([
      'some',
      '\u001b[1mwo\u001b[22mrd',
    ]);
  });

  it('keeps no-break spaces, and ends lines at soft hyphens and zero-width spaces alone where it has to', () => {
    expect(wrap('5\u00a0km and 6\u00a0km', 8)).toBe('5\u00a0km and\n6\u00a0km');
    expect(wrap('inter\u00adnational', 8)).toBe('inter-\nnational');
    expect(wrap('inter\u00adnational', 20)).toBe('international');
    expect(wrap('inter\u00adnational', 5)).toBe('inter-\nnational');
    expect(wrap('one\u200btwo', 3)).toBe('one\ntwo');
  });

  it('ends lines where they end, and gives the first its own width', () => {
    expect(wrap('a\nb', 10)).toBe('a\nb');
    expect(wrapRuns(plain('one two three'), 10, 4).lines).toEqual(['one', 'two three']);
  });

  const piece = fc.constantFrom(
    ...'云|计算|サー|。|（|）|word| |é|👩‍👩‍👧|🇫🇷|ไทย|한국어|,|"|❤️|\u00ad|\u200b|\u00a0'.split('|'),
  );
  it('loses no character, and makes no line wider than the width or its longest part', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.integer({ min: 2, max: 30 }), (parts, width) => {
        const text = parts.join('');
        const wrapped = wrap(text, width);
        const letters = (shown: string) => shown.replace(/[ \n\u00ad\u200b-]/g, '');
        expect(letters(wrapped)).toBe(letters(text));
        const least = Math.max(width, measureRuns(plain(text)).part);
        for (const line of wrapped.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(least);
      }),
      { seed: 7, numRuns: 1000 },
    );
  });
});

describe('textWidth', () => {
  it('is what string-width says', () => {
    const part = fc.oneof(
      fc.constantFrom(
        ...'a|é|e\u0301|中|ｱ|ﾞ|，|한|\u1112\u1161\u11ab|👩‍👩‍👧|🇫🇷|❤️|❤|☑|©|क्षि|€|─|\u200d|\u00ad|\u001b[31m|\u001b]8;;x\u001b\\'.split(
          '|',
        ),
      ),
      fc.string({ unit: 'grapheme-composite', maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const text = parts.join('');
        expect(measureWidth(text)).toBe(stringWidth(text));
      }),
      { seed: 3, numRuns: 2000 },
    );
  });
});
