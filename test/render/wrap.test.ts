/** Lines of a width, in scripts with spaces between words and without. */
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { longestPart, wrap } from '../../src/render/terminal/wrap.ts';

describe('wrap', () => {
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
    expect(wrap('\u001b[1m云计算是一种\u001b[22m模型', 8)).toBe(
      '\u001b[1m云计算是\u001b[22m\n\u001b[1m一种\u001b[22m模型',
    );
  });

  const piece = fc.constantFrom(
    '云',
    '计算',
    'サー',
    '。',
    '（',
    '）',
    'word',
    ' ',
    'é',
    '👩‍👩‍👧',
    'ไทย',
    '한국어',
    ',',
    '"',
  );
  it('loses no character, and makes no line wider than the width or its longest part', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.integer({ min: 2, max: 30 }), (parts, width) => {
        const text = parts.join('');
        const wrapped = wrap(text, width);
        expect(wrapped.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        const least = Math.max(width, longestPart(text));
        for (const line of wrapped.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(least);
      }),
      { seed: 7, numRuns: 1000 },
    );
  });
});
