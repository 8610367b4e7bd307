import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Sandbox, stepsOf } from './transcript.ts';

const folder = join(import.meta.dirname, 'transcripts');
/** `UPDATE=1 npx vitest run test/cli` writes what is printed now; read the difference before you commit it. */
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
      let updated = `\n${text}`;
      for (const { line, command, expected } of stepsOf(text)) {
        it(`line ${line}: ${command.split('\n')[0]}`, () => {
          const printed = sandbox.run(command);
          if (isUpdate) updated = update(updated, command, printed);
          else expect(printed).toBe(expected);
        });
      }
      if (isUpdate) afterAll(() => writeFileSync(join(folder, file), `${updated.trim()}\n`));
    },
  );
}

/** Puts what is printed now in place of what stands under a command. */
function update(text: string, command: string, printed: string): string {
  const shown = `$ ${command.split('\n').join('\n> ')}\n`;
  const at = text.indexOf(`\n${shown}`) + 1 + shown.length;
  const next = text.slice(at).search(/^[$#]/m);
  return `${text.slice(0, at)}${printed === '' ? '' : `${printed}\n`}\n${next < 0 ? '' : text.slice(at + next)}`;
}
