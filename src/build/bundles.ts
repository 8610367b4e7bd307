/** What rolldown builds: the program in chunks, and the library that other programs import. */
import { join } from 'node:path';
import { type BuildOptions, build } from 'rolldown';

/**
 * The chunks that are needed at start-up, by the folders that they are made of. Each also contains what these folders import
 * statically; every `import()` starts a chunk of its own. One file instead of several, because opening a file takes as long as
 * running a small one. `test/build/chunks.test.ts` lists what each contains.
 */
const chunks: readonly (readonly [name: string, folders: readonly string[]])[] = [
  ['answer', ['cli/answering', 'cli/commands/show', 'library', 'library/index', 'render']],
  ['terminal', ['render/terminal', 'render/code']],
  ['search', ['cli/commands/search', 'library/search', 'library/index/full-text']],
];

/**
 * Matches the modules directly in some folders of `src`, except the definitions of commands, which every start needs, and formats
 * that are rarely asked for.
 */
function inFolders(folders: readonly string[]): RegExp {
  const paths = folders.map((folder) => folder.replaceAll('/', '[\\\\/]'));
  return new RegExp(
    `[\\\\/]src[\\\\/](?:${paths.join('|')})[\\\\/](?!(?:command|html|html-text|sarif)\\.ts$)[^\\\\/]+\\.ts$`,
  );
}

/**
 * Stubs two Node modules that dependencies import but do not need here: commander uses `node:child_process` (4 ms) for
 * external subcommands, and chalk uses `node:tty` (5 ms) to detect a terminal, which `appearance.ts` already does.
 */
const unusedModules = {
  name: 'unused-modules',
  resolveId(source: string, importer: string | undefined) {
    const isImportedBy = (name: string) => new RegExp(`[\\\\/]${name}[\\\\/]`).test(importer ?? '');
    if (source === 'node:child_process' && isImportedBy('commander')) return '\0no-child-process';
    return source === 'node:tty' && isImportedBy('chalk') ? '\0terminal' : undefined;
  },
  load(id: string) {
    if (id === '\0no-child-process') return 'export default {};';
    return id === '\0terminal' ? 'export default { isatty: () => true };' : undefined;
  },
};

/** The files of pages are imported as text. */
const textTypes = { '.css': 'text', '.client.js': 'text' } as const;

const answeringFolders = [
  'api',
  'core',
  'core/query',
  'library',
  'library/answers',
  'library/index',
  'library/index/full-text',
  'library/search',
  'library/related',
  'render',
  'web',
];

/** Scripts that the program writes into exports, by the name under which it imports them as text. */
const embeddedScripts: Readonly<Record<string, BuildOptions>> = {
  'site-search-script': {
    input: 'src/export/client/search-page.js',
    platform: 'browser',
    output: { format: 'iife', minify: true },
  },
  'serverless-script': {
    input: 'src/export/function/serverless.ts',
    platform: 'node',
    moduleTypes: textTypes,
    // One chunk has modules that others import on demand.
    checks: { ineffectiveDynamicImport: false },
    output: {
      format: 'es',
      minify: true,
      entryFileNames: '[name].mjs',
      chunkFileNames: '[name].mjs',
      // What the API answers with is one file; the parser and the pages are others, which the first answer need not wait for.
      codeSplitting: { groups: [{ name: 'answers', test: inFolders(answeringFolders) }] },
    },
  },
};

const embedScripts = (project: string) => ({
  name: 'embed-scripts',
  resolveId: (source: string) => (source in embeddedScripts ? `\0${source}` : undefined),
  async load(id: string) {
    const options = embeddedScripts[id.slice(1)];
    if (!id.startsWith('\0') || !options) return undefined;
    const { output } = await build({ ...options, cwd: project, write: false });
    const scripts = output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.code] as const] : []));
    const [first, ...others] = scripts;
    return `export default ${JSON.stringify(others.length === 0 ? first?.[1] : Object.fromEntries(scripts))};`;
  },
});

/** @param buildId identifies the build */
export function createBundles(project: string, buildId: string): BuildOptions[] {
  const transform = { define: { buildId: JSON.stringify(buildId) } };
  // The program is CommonJS, which starts faster than ES modules (figures in docs/decisions.md).
  const program: BuildOptions = {
    cwd: project,
    input: { cli: 'src/cli/main.ts', reader: 'src/library/index/building/worker.ts' },
    transform,
    platform: 'node',
    moduleTypes: {
      '.bash': 'text',
      '.zsh': 'text',
      '.fish': 'text',
      '.ps1': 'text',
      '.css': 'text',
      '.client.js': 'text',
    },
    plugins: [unusedModules, embedScripts(project)],
    output: {
      dir: join(project, 'dist'),
      format: 'cjs',
      minify: true,
      comments: { legal: true },
      entryFileNames: '[name].cjs',
      chunkFileNames: '[name].cjs',
      codeSplitting: { groups: chunks.map(([name, folders]) => ({ name, test: inFolders(folders) })) },
    },
  };
  const library: BuildOptions = {
    cwd: project,
    input: { index: 'src/api/index.ts' },
    transform,
    platform: 'node',
    output: {
      dir: join(project, 'dist/api'),
      format: 'es',
      minify: false,
      entryFileNames: '[name].mjs',
      chunkFileNames: '[name].mjs',
    },
  };
  return [program, library];
}
