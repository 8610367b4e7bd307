import { applyPatch, createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createPatch } from '../../src/editing/patch.ts';

const line = fc.constantFrom('', 'a', 'b', 'a longer line', 'é');
const text = fc
  .tuple(fc.array(line, { maxLength: 80 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([lines, end, ended]) => lines.join(end) + (ended ? end : ''));
const edit = fc.tuple(text, fc.nat(), fc.nat({ max: 40 }), text).map(([before, at, length, added]) => {
  const from = before.length === 0 ? 0 : at % before.length;
  return [before, before.slice(0, from) + added + before.slice(from + length)] as const;
});

it('applied to the text before an edit, gives the text after it', () => {
  fc.assert(
    fc.property(edit, ([before, after]) => {
      expect(applyPatch(before, createPatch('a.md', before, after), { autoConvertLineEndings: false })).toBe(after);
    }),
    { numRuns: 500 },
  );
});

it('numbers lines as a diff of whole files does', () => {
  const lines = Array.from({ length: 200 }, (_, number) => `line ${number}`);
  const after = lines.toSpliced(150, 1, 'one', 'two');
  const files = [lines, after].map((list) => `${list.join('\n')}\n`) as [string, string];
  const options = { context: 2, headerOptions: FILE_HEADERS_ONLY };
  expect(createPatch('a.md', ...files)).toBe(
    createTwoFilesPatch('a.md', 'a.md', ...files, undefined, undefined, options),
  );
});
