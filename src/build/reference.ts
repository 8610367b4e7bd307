/** Writes the manual and the schemas of the configuration that ship with the program. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { commands } from '../cli/commands/index.ts';
import { createManPages } from '../cli/help/man.ts';
import { programDescription } from '../cli/program.ts';
import { createSchema } from '../configuration/schema.ts';

const project = resolve(import.meta.dirname, '../..');

/**
 * Returns the build date. SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/) overrides
 * today's.
 */
function formatBuildDate(epoch: string | undefined): string {
  return new Date(epoch === undefined ? Date.now() : Number(epoch) * 1000).toISOString().slice(0, 10);
}

export function writeReference(epoch: string | undefined): void {
  const { version } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { version: string };
  const man = join(project, 'man');
  rmSync(man, { recursive: true, force: true });
  mkdirSync(man);
  for (const [name, page] of createManPages(commands, programDescription, version, formatBuildDate(epoch)))
    writeFileSync(join(man, name), page);
  for (const [name, scope] of [
    ['config', 'user'],
    ['library', 'library'],
  ] as const)
    writeFileSync(join(project, 'dist', `${name}.schema.json`), `${JSON.stringify(createSchema(scope), null, 2)}\n`);
}
