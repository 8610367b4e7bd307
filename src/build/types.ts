/**
 * Makes of the declarations that tsc has written what a package ships: those alone that the library to import leads to, and with
 * the names of modules that any TypeScript finds.
 */
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '../../dist/types');
const specifier = /((?:from|import)\s*\(?\s*')(\.[^']+)\.ts(')/g;

export function makeTypes(): void {
  const kept = new Set<string>();
  const rest = [join(folder, 'api/index.d.ts')];
  for (let file = rest.pop(); file !== undefined; file = rest.pop()) {
    if (kept.has(file)) continue;
    kept.add(file);
    const text = readFileSync(file, 'utf8');
    for (const [, , path] of text.matchAll(specifier)) rest.push(resolve(dirname(file), `${path}.d.ts`));
    writeFileSync(file, text.replace(specifier, '$1$2.js$3'));
  }
  for (const name of globSync('**/*.d.ts', { cwd: folder }))
    if (!kept.has(join(folder, name))) rmSync(join(folder, name));
}
