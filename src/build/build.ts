/** Builds everything that the package ships. Run by `npm run build` and `npm ci`. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'rolldown';
import { createBundles } from './bundles.ts';
import { writeReference } from './reference.ts';
import { prepareTypes } from './types.ts';

const project = resolve(import.meta.dirname, '../..');

/** Identifies the sources and dependencies: an index of one build is not used by another. */
function createBuildId(): string {
  const hash = createHash('sha256');
  const files = globSync('src/**/*', { cwd: project, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  for (const file of [...files, join(project, 'package.json'), join(project, 'package-lock.json')].sort())
    hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

/** @throws Error if the declarations have type errors */
function writeDeclarations(): void {
  const typescript = join(project, 'node_modules/typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [typescript, '-p', join(project, 'src/api')], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The type declarations cannot be written.');
}

const buildId = createBuildId();
const buildIdFile = join(project, 'dist/build-id');

function isUpToDate(): boolean {
  const hasManual = existsSync(join(project, 'man'));
  return hasManual && existsSync(buildIdFile) && readFileSync(buildIdFile, 'utf8') === buildId;
}

// npm also builds for `npx readings` in a clone; a build that is up to date stays, so that a running program keeps its files.
if (!isUpToDate()) {
  rmSync(join(project, 'dist'), { recursive: true, force: true });
  await build(createBundles(project, buildId));
  writeDeclarations();
  prepareTypes();
  writeReference(process.env.SOURCE_DATE_EPOCH);
  writeFileSync(buildIdFile, buildId);
}
