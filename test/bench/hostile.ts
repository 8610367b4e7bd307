/** How time grows with hostile input, from n to 4n: `npm run bench:hostile`. Prints every family, and those beyond 5x twice. */
import { outline } from '../../src/core/outline.ts';
import { parseBlocks } from '../../src/markdown/blocks.ts';
import { parseInlines } from '../../src/markdown/inlines.ts';
import { parse } from '../../src/markdown/parse.ts';
import { UNPARSED } from '../../src/markdown/store.ts';
import { families, pairs } from '../markdown/hostile.ts';

const size = Number(process.argv[2] ?? 250_000);

function tree(source: string): void {
  const store = parseBlocks(source);
  const blocks = store.count;
  for (let node = 0; node < blocks; node++) if ((store.flags[node] ?? 0) & UNPARSED) parseInlines(store, node);
}

function outlined(source: string): void {
  const { marks, lines } = parse(source);
  outline(marks, lines);
}

function best(run: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5 && least > 1; round++) {
    const start = performance.now();
    run();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

const beyond: string[] = [];
for (const { name, make } of process.argv[3] === 'pairs' ? pairs : families) {
  const [small, large] = [make(size), make(size * 4)];
  const cells = [tree, outlined].map((run) => {
    run(make(5000));
    const [before, after] = [best(() => run(small)), best(() => run(large))];
    const text = `${before.toFixed(1)} -> ${after.toFixed(1)} ms, ${(after / before).toFixed(1)}x`;
    if (after / before > 5) beyond.push(`${name}: ${run.name} ${text}`);
    return text.padStart(32);
  });
  console.log(name.padEnd(52), ...cells);
}
console.log(beyond.length === 0 ? '\nnone grows beyond 5x' : `\nbeyond 5x:\n${beyond.join('\n')}`);
