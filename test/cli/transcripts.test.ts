import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Step } from './transcript.ts';
import { readSteps, Sandbox } from './transcript.ts';

const folder = join(import.meta.dirname, 'transcripts');
/** `UPDATE=1 npx vitest run test/cli` writes the current output; read the difference before you commit it. */
const isUpdate = process.env.UPDATE === '1';
const hasScript = spawnSync('script', ['--version']).status === 0;

for (const file of readdirSync(folder).sort()) {
  const needsTerminal = file.startsWith('terminal');
  describe.skipIf(needsTerminal && !hasScript)(
    `${file}${needsTerminal && !hasScript ? ' (needs script of util-linux)' : ''}`,
    () => {
      const text = readFileSync(join(folder, file), 'utf8');
      const sandbox = new Sandbox();
      afterAll(() => sandbox.close());
      const updates: { step: Step; printed: string }[] = [];
      for (const step of readSteps(text)) {
        it(`line ${step.line}: ${step.name}`, () => {
          const printed = sandbox.runStep(step);
          if (isUpdate) updates.push({ step, printed });
          else expect(printed).toBe(step.expected);
        });
      }
      if (isUpdate) afterAll(() => writeFileSync(join(folder, file), update(text, updates)));
    },
  );
}

/** Replaces the expected output of steps by what they print now. */
function update(text: string, updates: readonly { step: Step; printed: string }[]): string {
  const lines = text.split('\n');
  for (const { step, printed } of updates.toReversed()) {
    const output = printed === '' ? [''] : [...printed.split('\n'), ''];
    lines.splice(step.outputFrom - 1, step.outputTo - step.outputFrom, ...output);
  }
  return `${lines.join('\n').trim()}\n`;
}
