import { defineConfig } from 'vitest/config';
import { SkippedReporter } from './test/skipped-reporter.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    // Most tests wait for processes that they start, so more than one worker per processor has work.
    maxWorkers: 3,
    reporters: ['default', new SkippedReporter()],
  },
});
