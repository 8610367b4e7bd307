/** What a search means, and what is shown of what it finds. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { getWordPattern, makeSnippet, parseSearch, stripMarkup } from '../../src/core/query/search.ts';

const term = (text: string, field?: string, isPrefix = false) => ({ text, field, isPrefix });

describe('parseSearch', () => {
  it.each([
    ['cold start', [[term('cold')], [term('start')]], []],
    ['"cold start"', [[term('cold start')]], []],
    ['serv*', [[term('serv', undefined, true)]], []],
    ['a OR b c', [[term('a'), term('b')], [term('c')]], []],
    ['trees -hash', [[term('trees')]], [term('hash')]],
    ['title:trees tag:"a b" -path:x', [[term('trees', 'title')], [term('a b', 'tag')]], [term('x', 'path')]],
    ['OR', [[term('OR')]], []],
    ['a OR', [[term('a')], [term('OR')]], []],
    ['-not', [[term('not')]], []],
    ['"open', [[term('"open')]], []],
    ['title:', [[term('title:')]], []],
    ['unknown:x', [[term('unknown:x')]], []],
    ['*** -- ""', [], []],
  ])('%s', (query, groups, without) => expect(parseSearch(query)).toEqual({ groups, excluded: without }));

  it('takes anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (query) => void parseSearch(query)),
      { numRuns: 2000 },
    );
  });
});

describe('snippetOf', () => {
  it('shows the part that has most of what was looked for', () => {
    const text = `start ${'filler '.repeat(60)} a cold start happens ${'filler '.repeat(60)}`;
    const { text: shown, marks } = makeSnippet(text, parseSearch('cold start'));
    expect(marks.map(([from, to]) => shown.slice(from, to))).toEqual(['cold', 'start']);
    expect(shown.startsWith('…') && shown.endsWith('…')).toBe(true);
  });

  it('marks stems, starts and accents, and words in scripts without spaces', () => {
    const marked = (text: string, query: string) => {
      const { text: shown, marks } = makeSnippet(text, parseSearch(query));
      return marks.map(([from, to]) => shown.slice(from, to));
    };
    expect(marked('it was running in a café', 'run cafe')).toEqual(['running', 'café']);
    expect(marked('serverless', 'serv*')).toEqual(['serverless']);
    expect(marked('无服务器计算是一种模型', '计算')).toEqual(['计算']);
  });

  it('has marks of its own text, whatever the text and the query', () => {
    const words = fc.array(fc.constantFrom('cold', 'starts', 'é', '计算', ' ', '\n', '*', '👍', '\u0301', '-', '"'), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(words, fc.constantFrom('cold', 'start é', '计算', 'st*'), (parts, query) => {
        const { text, marks } = makeSnippet(parts.join(''), parseSearch(query));
        expect(text).not.toMatch(/[\n\r]/);
        for (const [from, to] of marks) expect(text.slice(from, to)).toMatch(/[\p{L}\p{N}]/u);
      }),
      { numRuns: 2000 },
    );
  });
});

it('withoutMarkup leaves the words', () => {
  expect(stripMarkup('- [x] a **bold** [link](http://x "t") `code` | cell |\n> quote\n```js\nx\n```\n')).toMatch(
    /^a bold link code\s+cell\s+quote\s+x\s+$/,
  );
});

it('words of Latin text are what Unicode says they are', () => {
  const all = /[\p{L}\p{N}\p{M}]+/gu;
  for (let code = 0; code < 0x2800; code++) {
    const text = `a${String.fromCharCode(code)}b`;
    expect([code.toString(16), text.match(getWordPattern(text))]).toEqual([code.toString(16), text.match(all)]);
  }
});
