/**
 * Trade-offs in real notes against labels made by hand, where the notes are at hand: `tradeoff-labels.tsv` has for 219 files the
 * lines on which each entry begins; 85 of them have tempting words and no entry.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import type { Item, TradeOff } from '../../src/core/note.ts';
import { readTradeOffs } from '../../src/core/tradeoffs/index.ts';
import { readNote } from '../../src/markdown/note.ts';

const corpus = resolve(import.meta.dirname, '../../../shared/corpus');
const isHere = existsSync(corpus);

async function tradeOffsIn(path: string): Promise<readonly TradeOff[]> {
  const source = readFileSync(join(corpus, path), 'utf8').replace(/^\uFEFF/, '');
  return readTradeOffs(
    await readNote(source, { library: corpus, path, file: path, modified: 0, byteOrderMark: false }, () => undefined),
  );
}

/** Precision and recall of pros and cons over the files of a table: a path, then lines of pros and of cons. */
async function score(labels: string): Promise<{ precision: number; recall: number }> {
  let hits = 0;
  let wanted = 0;
  let found = 0;
  for (const row of readFileSync(labels, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))) {
    const [path = '', ...columns] = row.split('\t');
    const tradeOffs = await tradeOffsIn(path);
    for (const [column, side] of (['pros', 'cons'] as const).entries()) {
      const want = new Set((columns[column] ?? '').split(',').filter(Boolean).map(Number));
      const got = new Set(tradeOffs.flatMap((tradeOff) => tradeOff[side].map((item: Item) => item.line)));
      hits += [...got].filter((line) => want.has(line)).length;
      wanted += want.size;
      found += got.size;
    }
  }
  return { precision: hits / found, recall: hits / wanted };
}

it.skipIf(!isHere).each([
  ['the labels of the corpus', join(corpus, 'proscons.tsv'), 0.99, 0.98],
  ['labels of other files', resolve(import.meta.dirname, '../fixtures/tradeoff-labels.tsv'), 0.92, 0.84],
])(`%s${isHere ? '' : ' (the corpus is not at hand)'}`, async (_name, labels, precision, recall) => {
  const scored = await score(labels);
  expect(scored.precision).toBeGreaterThanOrEqual(precision);
  expect(scored.recall).toBeGreaterThanOrEqual(recall);
});
