/** The layout of CONTRIBUTING.md, held by a test: imports run one way, and only the command line touches the process. */
import { globSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const source = resolve(import.meta.dirname, '../src');
const files = globSync('**/*.ts', { cwd: source }).map((file) => file.split(sep).join('/'));

/** Which folders each folder may import from, itself aside. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  core: [],
  markdown: ['core'],
  library: ['markdown', 'core'],
  render: ['core'],
  lint: ['markdown', 'core'],
  build: ['cli', 'configuration'],
  configuration: ['render', 'library', 'core'],
  api: ['configuration', 'render', 'library', 'markdown', 'core'],
  cli: ['configuration', 'lint', 'render', 'library', 'markdown', 'core'],
};
/** Packages that core may use: pure functions, no system beneath them. */
const pure = ['decode-named-character-reference', 'fastest-levenshtein', 'stemmer'];

function importsOf(file: string): string[] {
  const text = readFileSync(join(source, file), 'utf8');
  const imports = /^(?:(?:import|export) [^'\n]*from |\} from |import )'([^']+)'|\bimport\('([^']+)'\)/gm;
  return [...text.matchAll(imports)].map(([, fixed, loaded]) => fixed ?? loaded ?? '');
}

describe.each(files)('%s', (file) => {
  const folder = file.split('/')[0] ?? '';

  it('imports only from where it may', () => {
    const permitted = allowed[folder];
    expect(permitted, `src/${folder} is no folder of the layout`).toBeDefined();
    for (const name of importsOf(file)) {
      if (name.startsWith('.')) {
        const target = relative(source, resolve(source, file, '..', name)).split(sep)[0] ?? '';
        if (name.endsWith('package.json')) expect(folder).toBe('cli');
        else expect([folder, ...(permitted ?? [])], `${file} imports ${name}`).toContain(target);
      } else if (folder === 'core') {
        expect(pure, `${file} imports ${name}`).toContain(name);
      } else if (folder === 'markdown' || folder === 'render') {
        expect(name.startsWith('node:'), `${file} imports ${name}`).toBe(false);
      }
    }
  });

  if (file === 'cli/main.ts') return;
  it('leaves the process alone', () => {
    const code = readFileSync(join(source, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    expect(code).not.toMatch(/\bprocess\./);
    expect(code).not.toMatch(/\bconsole\./);
    // The index that programs share has to know which processes run.
    if (file !== 'api/open.ts') expect(code).not.toMatch(/node:process/);
  });
});

it('finds the source, and what it imports', () => {
  expect(files.length).toBeGreaterThan(40);
  expect(importsOf('cli/program.ts')).toEqual(
    expect.arrayContaining(['./command.ts', './commands/show.ts', './flags.ts']),
  );
  expect(importsOf('cli/ask.ts')).toContain('../library/query.ts');
  expect(importsOf('cli/formats.ts')).toContain('../render/json.ts');
});
