/** The tests that need a browser and servers: `npm run test:web`. */
import { defineConfig } from 'vitest/config';
import { SkippedReporter } from '../skipped-reporter.ts';

export default defineConfig({
  test: {
    include: ['test/web/*.browser.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
    reporters: ['default', new SkippedReporter()],
  },
});
