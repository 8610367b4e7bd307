/**
 * Writes the entry of the standalone program: the launcher with the bundled notes inside. Bun compiles it into one
 * executable (https://bun.com/docs/bundler/executables). Run by `npm run build:standalone`.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const project = resolve(import.meta.dirname, '../..');

const notes = join(project, 'notes');
const texts = readdirSync(notes).map((name) => [name, readFileSync(join(notes, name), 'utf8')]);
const folder = join(project, 'standalone');
mkdirSync(folder, { recursive: true });
writeFileSync(
  join(folder, 'entry.cjs'),
  [
    "const launcher = (module.exports = require('../bin/readings.js'));",
    `launcher.bundledNotes = ${JSON.stringify(Object.fromEntries(texts))};`,
    'launcher.start();',
    '',
  ].join('\n'),
);
