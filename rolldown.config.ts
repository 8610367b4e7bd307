import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'rolldown';

/** Another source, or another version of what it is built with, is another build: indexes of the one are not the other's. */
function buildId(): string {
  const hash = createHash('sha256');
  for (const file of [...globSync('src/**/*.ts'), 'package-lock.json'].sort()) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

/** CommonJS starts faster than ES modules here (figures in CONTRIBUTING.md); every `import()` becomes a chunk of its own. */
export default defineConfig({
  input: { cli: 'src/cli/main.ts', 'cache-folder': 'src/library/cache-folder.ts' },
  transform: { define: { buildId: JSON.stringify(buildId()) } },
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
