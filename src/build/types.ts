/**
 * Prepares the type declarations written by tsc for the package. Keeps only those that the API imports, and gives
 * imports the `.js` extension, which every version of TypeScript resolves.
 */
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '../../dist/types');
const specifier = /((?:from|import)\s*\(?\s*')(\.[^']+)\.ts(')/g;

export function prepareTypes(): void {
  const reachable = new Set<string>();
  const queue = [join(folder, 'api/index.d.ts')];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (reachable.has(file)) continue;
    reachable.add(file);
    const text = readFileSync(file, 'utf8');
    for (const [, , path] of text.matchAll(specifier)) queue.push(resolve(dirname(file), `${path}.d.ts`));
    writeFileSync(file, text.replace(specifier, '$1$2.js$3'));
  }
  for (const name of globSync('**/*.d.ts', { cwd: folder }))
    if (!reachable.has(join(folder, name))) rmSync(join(folder, name));
}
