/** The layers of docs/architecture.md: imports run one way, and only the command line's entry point touches the process. */
import { globSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { expect, it } from 'vitest';

const source = resolve(import.meta.dirname, '../src');
const files = globSync('**/*.ts', { cwd: source, exclude: (name) => name.endsWith('.d.ts') }).map((file) =>
  file.split(sep).join('/'),
);

/** The folders that each folder may import from, besides itself. */
const allowedFolders: Readonly<Record<string, readonly string[]>> = {
  core: [],
  markdown: ['core'],
  editing: ['markdown', 'core'],
  lint: ['markdown', 'core'],
  library: ['markdown', 'core'],
  render: ['core'],
  configuration: ['render', 'library', 'core'],
  api: ['configuration', 'render', 'library', 'markdown', 'core'],
  web: ['api', 'render', 'library', 'core'],
  export: ['web', 'library', 'render', 'core'],
  browse: ['render', 'library', 'markdown', 'core'],
  cli: ['export', 'web', 'browse', 'configuration', 'lint', 'editing', 'render', 'library', 'markdown', 'core'],
  build: ['cli', 'configuration'],
};
/** Packages of pure functions, which core may use. */
const purePackages = ['decode-named-character-reference', 'fastest-levenshtein', 'stemmer'];
const foldersWithoutNode = ['core', 'markdown', 'render', 'editing', 'lint', 'web'];

interface Import {
  readonly from: string;
  readonly to: string;
}

function findImports(file: string): Import[] {
  const text = readFileSync(join(source, file), 'utf8');
  const pattern = /^(?:(?:import|export) [^'\n]*from |\} from |import )'([^']+)'|\bimport\('([^']+)'\)/gm;
  return [...text.matchAll(pattern)].map(([, specifier, loaded]) => ({ from: file, to: specifier ?? loaded ?? '' }));
}

function folderOf(file: string): string {
  return file.split('/')[0] ?? '';
}

function isAllowed({ from, to }: Import): boolean {
  const folder = folderOf(from);
  if (to.endsWith('package.json')) return folder === 'cli';
  if (to.startsWith('.')) {
    const target = relative(source, resolve(source, from, '..', to))
      .split(sep)
      .join('/');
    return folderOf(target) === folder || (allowedFolders[folder] ?? []).includes(folderOf(target));
  }
  if (to.startsWith('node:')) return !foldersWithoutNode.includes(folder);
  return folder !== 'core' || purePackages.includes(to);
}

it('imports run from the interfaces to core', () => {
  expect(new Set(files.map(folderOf))).toEqual(new Set(Object.keys(allowedFolders)));
  const imports = files.flatMap(findImports);
  // The pattern finds all three forms.
  expect(imports).toContainEqual({ from: 'cli/answering/ask.ts', to: '../../library/with-library.ts' });
  expect(imports).toContainEqual({ from: 'render/formats.ts', to: './json.ts' });
  expect(imports.filter((candidate) => !isAllowed(candidate))).toEqual([]);
});

it('no file imports itself through others, not even for a type', () => {
  const importsByFile = new Map(
    files.map((file) => [
      file,
      [
        ...readFileSync(join(source, file), 'utf8').matchAll(
          /^(?:(?:import|export) [^'\n]*from |\} from )'(\.[^']+)'/gm,
        ),
      ].map(([, path = '']) =>
        relative(source, resolve(source, file, '..', path))
          .split(sep)
          .join('/'),
      ),
    ]),
  );
  // What is left after files without imports, or with imports of removed files only, are removed again and again.
  for (let removed = 1; removed > 0; ) {
    const before = importsByFile.size;
    for (const [file, imported] of importsByFile)
      if (!imported.some((path) => importsByFile.has(path))) importsByFile.delete(file);
    removed = before - importsByFile.size;
  }
  expect([...importsByFile.keys()]).toEqual([]);
});

it('only the entry point touches the process', () => {
  const touching = files.filter((file) => {
    const code = readFileSync(join(source, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    // The index that programs share has to know which processes run, and the build is a program of its own.
    const isExempt = file === 'api/open.ts' || file.startsWith('build/');
    return /\bprocess\.|\bconsole\./.test(code) || (/node:process/.test(code) && !isExempt);
  });
  expect(touching.filter((file) => !file.startsWith('build/'))).toEqual(['cli/main.ts']);
});

it('no list whose length a note decides is spread into arguments', () => {
  // A call with some hundred thousand arguments exceeds the stack.
  const spreads = files.flatMap((file) =>
    readFileSync(join(source, file), 'utf8')
      .split('\n')
      .filter((line) => /\.(?:push|unshift|concat|fromCharCode|fromCodePoint)\(\.\.\./.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(spreads).toEqual([]);
});
