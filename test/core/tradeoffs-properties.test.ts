/** What holds of trade-offs whatever the note: notes of pieces that mean something to the rules, put together at random. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Item, TradeOff } from '../../src/core/note.ts';
import { readTradeOffs } from '../../src/core/tradeoffs/index.ts';
import { allSides } from '../../src/core/tradeoffs/select.ts';
import { readNote } from '../../src/markdown/note.ts';

const pieces = [
  '# X\n',
  '## Pros\n',
  '### Cons\n',
  '## Pros and cons of Y\n',
  '**Benefits:**\n',
  '**Drawbacks**\n',
  'Pros: a, b\n',
  '**Cons** - slow\n',
  'Why use Y?\n',
  '1. When should you not use Y?\n',
  'It has several benefits:\n',
  'Good, because it is\n',
  '- Bad, as it is\n',
  '- a\n',
  '  - b\n',
  '* > quoted\n',
  '  -stray\n',
  '- Pros\n',
  '- **Cons:**\n',
  '- ✅ c\n',
  '- ❌ d\n',
  '| Pros | Cons |\n|-|-|\n| e<br>f | g |\n',
  '| | A | B |\n|-|-|-|\n| Pros | h | i |\n| Cons | j | |\n',
  'Words of no account.\n',
  '`name`\n',
  '> [!success] Pros\n> - k\n',
  '~~~\nPros: code\n~~~\n',
  '---\n',
  '\n',
  '\n',
  '    ',
  '> ',
  '- ',
];

const note = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 16 }).map((parts) => parts.join(''));

async function read(source: string): Promise<readonly TradeOff[]> {
  const file = { library: '/', path: 'note.md', file: '/note.md', modified: 0, byteOrderMark: false };
  return readTradeOffs(await readNote(source, file, () => undefined));
}

const entriesOf = (tradeOffs: readonly TradeOff[]): Item[] =>
  tradeOffs.flatMap((tradeOff) => allSides.flatMap((side) => [...tradeOff[side]]));

it('entries lie in the note, are told once, and say something on one line', async () => {
  await fc.assert(
    fc.asyncProperty(note, async (source) => {
      const tradeOffs = await read(source);
      const entries = entriesOf(tradeOffs);
      expect(new Set(entries.map(({ from }) => from)).size).toBe(entries.length);
      for (const { from, to, line, text } of entries) {
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeGreaterThan(from);
        expect(to).toBeLessThanOrEqual(source.length);
        // What is told stands where it is told to stand.
        expect(source.slice(0, from).split('\n').length).toBeLessThanOrEqual(line);
        expect(source.slice(0, to).split('\n').length).toBeGreaterThanOrEqual(line);
        expect(text).toMatch(/^\S(?:[^\n\r]*\S)?$/);
      }
      for (const tradeOff of tradeOffs) {
        expect(tradeOff.topic).not.toBe('');
        expect(allSides.some((side) => tradeOff[side].length > 0)).toBe(true);
      }
    }),
    { numRuns: 2000, seed: 7 },
  );
});

it('line ends of CRLF change nothing', async () => {
  const told = (tradeOffs: readonly TradeOff[]) =>
    tradeOffs.map((tradeOff) => [
      tradeOff.topic,
      tradeOff.line,
      entriesOf([tradeOff]).map(({ text, line }) => [text, line]),
    ]);
  await fc.assert(
    fc.asyncProperty(note, async (source) => {
      expect(told(await read(source.replaceAll('\n', '\r\n')))).toEqual(told(await read(source)));
    }),
    { numRuns: 1000, seed: 7 },
  );
});

it('code and what is commented out say nothing', async () => {
  await fc.assert(
    fc.asyncProperty(note, async (source) => {
      const inside = source.replaceAll('~~~', '---').replaceAll('-->', '').replaceAll('`', '');
      expect(await read(`~~~~~\n${inside}\n~~~~~\n`)).toEqual([]);
      expect(await read(`<!--\n${inside}\n-->\n`)).toEqual([]);
    }),
    { numRuns: 500, seed: 7 },
  );
});
