/** Prints once, after a run, which tests were skipped and what they need. */
import type { Reporter, TestModule } from 'vitest/node';

export class SkippedReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = new Map<string, number>();
    for (const module of modules)
      for (const { fullName } of module.children.allTests('skipped')) {
        const reason = /.*\(([^()]+)\)/.exec(fullName)?.[1] ?? fullName;
        counts.set(reason, (counts.get(reason) ?? 0) + 1);
      }
    if (counts.size === 0) return;
    const lines = [...counts].map(([reason, count]) => `  ${count} x ${reason}`);
    process.stdout.write(`Skipped tests (see "Skipped tests" in CONTRIBUTING.md):\n${lines.join('\n')}\n`);
  }
}
