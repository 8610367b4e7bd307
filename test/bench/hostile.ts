/** How time grows with hostile input, from n to 4n: `npm run bench:hostile`. Prints every family, and those beyond 5x twice. */
import '../require.ts';
import { nestSections } from '../../src/core/outline.ts';
import { readTradeOffs } from '../../src/core/tradeoffs/index.ts';
import { parseBlocks } from '../../src/markdown/blocks.ts';
import { parseInlines } from '../../src/markdown/inlines.ts';
import { readNote } from '../../src/markdown/note.ts';
import { parse } from '../../src/markdown/parse.ts';
import { UNPARSED } from '../../src/markdown/store.ts';
import { tradeOffFamilies } from '../core/hostile.ts';
import { families, pairs } from '../markdown/hostile.ts';

const size = Number(process.argv[2] ?? 250_000);

function tree(source: string): void {
  const store = parseBlocks(source);
  const blocks = store.count;
  for (let node = 0; node < blocks; node++) if ((store.flags[node] ?? 0) & UNPARSED) parseInlines(store, node);
}

function outlined(source: string): void {
  const { marks, lines } = parse(source);
  nestSections(marks(), lines);
}

const file = { library: '/', path: 'note.md', file: '/note.md', modified: 0, byteOrderMark: false };

async function tradeOffs(source: string): Promise<void> {
  readTradeOffs(await readNote(source, file, () => undefined));
}

async function best(run: () => void | Promise<void>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5 && least > 1; round++) {
    const start = performance.now();
    await run();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

const beyond: string[] = [];
const all = process.argv[3] === 'pairs' ? pairs : [...families, ...tradeOffFamilies];
for (const { name, make } of all) {
  const [small, large] = [make(size), make(size * 4)];
  const cells: string[] = [];
  for (const run of [tree, outlined, tradeOffs]) {
    await run(make(5000));
    const before = await best(() => run(small));
    const after = await best(() => run(large));
    const text = `${before.toFixed(1)} -> ${after.toFixed(1)} ms, ${(after / before).toFixed(1)}x`;
    if (after / before > 5) beyond.push(`${name}: ${run.name} ${text}`);
    cells.push(text.padStart(32));
  }
  console.log(name.padEnd(52), ...cells);
}
console.log(beyond.length === 0 ? '\nnone grows beyond 5x' : `\nbeyond 5x:\n${beyond.join('\n')}`);
