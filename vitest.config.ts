import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { SkippedReporter } from './test/skipped-reporter.ts';

/** Imports the files of the web pages as text, as the bundler does. */
const textModules = {
  name: 'text-modules',
  enforce: 'pre' as const,
  load: (id: string) =>
    /\.client\.js$|\.css$/.test(id) ? `export default ${JSON.stringify(readFileSync(id, 'utf8'))};` : undefined,
};

export default defineConfig({
  plugins: [textModules],
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    // Most tests wait for processes that they start, so more than one worker per processor has work.
    maxWorkers: 3,
    reporters: ['default', new SkippedReporter()],
  },
});
