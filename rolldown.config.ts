import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'rolldown';

/** Another source, or another version of what it is built with, is another build: indexes of the one are not the other's. */
function buildId(): string {
  const hash = createHash('sha256');
  for (const file of [...globSync('src/**/*.ts'), 'package-lock.json'].sort()) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

const question = [
  'cli/(?:ask|formats|limited|look|print|progress|settings|setup|show|surroundings)',
  'configuration/configuration',
  'core/(?:character-references|comparison|lookup|note|parts|safe-text|targets|text|tree|urls|user-error)',
  'library/(?:facts|filter|library|natural-order|open|query|roots|settle|walk|decode)',
  'library/index/(?:database|hash|indexed-library|indexed-note|open|schema|snapshot)',
  'render/(?:answer|labels|markdown)',
  'render/terminal/themes',
];
const page = [
  'core/(?:entries|html|passages)',
  'render/(?:html-text|shown-blocks)',
  'render/terminal/(?:callouts|code|fill|inline|layout|links|shorten|show|table|theme|width)',
];

const search = [
  'cli/search',
  'core/search',
  'library/(?:found|own-text)',
  'library/index/(?:search|segment|text-index)',
  'markdown/front-matter-block',
  'render/tsv',
];

/** Modules that make one file. */
function group(name: string, modules: readonly string[]) {
  return { name, test: new RegExp(`[\\\\/]src[\\\\/](?:${modules.join('|').replaceAll('/', '[\\\\/]')})\\.ts$`) };
}

const transform = { define: { buildId: JSON.stringify(buildId()) } };

/** CommonJS starts faster than ES modules here (figures in CONTRIBUTING.md); every `import()` becomes a chunk of its own. */
const program = defineConfig({
  input: { cli: 'src/cli/main.ts', reader: 'src/library/index/reader.ts' },
  transform,
  platform: 'node',
  plugins: [
    {
      // commander loads it for sub-commands that are programs of their own; there are none here, and it costs 4 ms. chalk asks
      // it whether it writes to a terminal; that is known here (`look.ts`), and it costs 5 ms.
      name: 'leave-out',
      resolveId(source, importer) {
        const isIn = (name: string) => new RegExp(`[\\\\/]${name}[\\\\/]`).test(importer ?? '');
        if (source === 'node:child_process' && isIn('commander')) return '\0left-out';
        return source === 'node:tty' && isIn('chalk') ? '\0terminal' : undefined;
      },
      load(id) {
        if (id === '\0left-out') return 'export default {};';
        return id === '\0terminal' ? 'export default { isatty: () => true };' : undefined;
      },
    },
  ],
  output: {
    dir: 'dist',
    format: 'cjs',
    minify: true,
    comments: { legal: true },
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
    // What every question needs is one file, and what a page at a terminal needs another: a file more takes as long to open as a
    // small one takes to run.
    codeSplitting: { groups: [group('question', question), group('page', page), group('search', search)] },
  },
});

/** What programs import, with its types. */
const library = defineConfig({
  input: { index: 'src/api/index.ts' },
  transform,
  platform: 'node',
  output: { dir: 'dist/api', format: 'es', minify: false, entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
});

export default [program, library];
