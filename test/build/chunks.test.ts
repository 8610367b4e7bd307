/** What is loaded at start-up, in chunks.txt: a module that is added there makes every command slower. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'rolldown';
import { expect, it } from 'vitest';
import { createBundles } from '../../src/build/bundles.ts';

const project = resolve(import.meta.dirname, '../..');
const file = join(import.meta.dirname, 'chunks.txt');
const startupChunks = ['cli.cjs', 'answer.cjs', 'search.cjs', 'terminal.cjs'];

/** Returns the name of a module: its path in src, or its package. */
function nameModule(id: string): string {
  return id.replace(`${join(project, 'src')}/`, '').replace(/^.*node_modules\/((?:@[^/]+\/)?[^/]+).*$/, '$1');
}

it('the start-up chunks contain only what they need', async () => {
  const [program] = createBundles(project, 'test');
  const { output } = await build({ ...program, write: false });
  const lines = startupChunks.flatMap((name) => {
    const chunk = output.find((candidate) => candidate.type === 'chunk' && candidate.fileName === name);
    const ids = chunk?.type === 'chunk' ? chunk.moduleIds.filter((id) => !id.startsWith('\0')) : [];
    return [name, ...[...new Set(ids.map(nameModule))].sort().map((module) => `  ${module}`)];
  });
  const text = `${lines.join('\n')}\n`;
  if (process.env.UPDATE === '1') writeFileSync(file, text);
  else expect(text).toBe(readFileSync(file, 'utf8'));
  for (const slow of ['commander', 'markdown/blocks.ts', 'library/index/building/writer.ts', 'js-yaml'])
    expect(text).not.toContain(`  ${slow}\n`);
}, 60_000);
