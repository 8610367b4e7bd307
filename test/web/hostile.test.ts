/** Pages of notes that are made to be slow, deep or large. */
import { expect, it } from 'vitest';
import { commandFamilies } from '../bench/command-families.ts';
import { tradeOffFamilies } from '../core/hostile.ts';
import { families } from '../markdown/hostile.ts';
import { serve } from './library.ts';

// A quarter of the families; HOSTILE=all takes a minute.
const all = [...families, ...tradeOffFamilies, ...commandFamilies];
it.each(all.filter((_, index) => process.env.HOSTILE === 'all' || index % 4 === 1))('$name', async ({ make }) => {
  const { get } = await serve(
    { 'a.md': `# A\n\n${make(20_000)}\n`, 'b.md': '# B\n\n[a](a.md)\n' },
    { maxAgeMs: 60_000 },
  );
  for (const path of ['/a.html', '/', '/topics', '/tradeoffs?q=a', '/search?q=a', '/api/tree?q=a', '/api/tradeoffs']) {
    const response = await get(path);
    expect(response.status).toBe(200);
    await response.text();
  }
});
