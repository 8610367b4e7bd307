import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

globalThis.require = createRequire(import.meta.url);
const { readNote } = await import('../../src/markdown/note.ts');
const { terminalShow } = await import('../../src/render/terminal/show.ts');
const { contextWith, print } = await import('../render/context.ts');
const source = readFileSync('/tmp/one.md', 'utf8');
for (let i = 0; i < +(process.argv[2] ?? 8); i++) {
  const s = performance.now();
  const note = await readNote(
    source,
    { library: '/', path: 'a.md', file: '/a.md', modified: 0, byteOrderMark: false },
    () => undefined,
  );
  const m = performance.now();
  const one = { note, section: undefined, score: 1, parts: [{ from: 0, to: source.length }] };
  const t = await print(terminalShow.show?.([one], contextWith({ width: 80, colorLevel: 3 })));
  console.log((m - s).toFixed(1), (performance.now() - m).toFixed(1), t.length);
}
