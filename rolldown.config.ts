import { defineConfig } from 'rolldown';

/** CommonJS starts faster than ES modules here (figures in CONTRIBUTING.md); every `import()` becomes a chunk of its own. */
export default defineConfig({
  input: { cli: 'src/cli/main.ts' },
  platform: 'node',
  plugins: [
    {
      // commander loads it for sub-commands that are programs of their own; there are none here, and it costs 4 ms.
      name: 'leave-out-child-process',
      resolveId(source, importer) {
        const isLeftOut = source === 'node:child_process' && /[\\/]commander[\\/]/.test(importer ?? '');
        return isLeftOut ? '\0left-out' : undefined;
      },
      load(id) {
        return id === '\0left-out' ? 'export default {};' : undefined;
      },
    },
  ],
  output: {
    dir: 'dist',
    format: 'cjs',
    cleanDir: true,
    minify: true,
    comments: { legal: true },
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
  },
});
