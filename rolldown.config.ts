import { resolve } from 'node:path';
import { defineConfig } from 'rolldown';

const leftOut = resolve('src/render/terminal/left-out.ts');

/** CommonJS starts faster than ES modules here (figures in CONTRIBUTING.md); every `import()` becomes a chunk of its own. */
export default defineConfig({
  input: { cli: 'src/cli/main.ts' },
  platform: 'node',
  resolve: { alias: { 'cli-highlight': leftOut, 'node-emoji': leftOut, 'cli-table3': leftOut } },
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
