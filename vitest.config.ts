import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Most tests wait for processes that they start, so that there is work for more than one at a time.
  test: { include: ['test/**/*.test.ts'], testTimeout: 60_000, maxWorkers: 3 },
});
