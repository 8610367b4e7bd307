/**
 * Scores lookup and search with the queries in `queries/`, which were written down, with the places that a careful reader
 * accepts, before the program had answered them. `show` has to print such a place first, `search` among the first three.
 *
 *     node test/relevance/score.ts QUERIES.tsv FOLDER [PROGRAM]
 *
 * FOLDER contains the libraries that the second column names. Prints the queries that were missed, and the rate.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

interface Place {
  readonly address: string;
  readonly path: string;
  readonly line: number;
  readonly endLine: number;
  readonly label: boolean;
}

const [queryFile = '', folder = '', program = join(import.meta.dirname, '../../bin/readings.js')] =
  process.argv.slice(2);
const cache = mkdtempSync(join(tmpdir(), 'readings-score-'));
const trees = new Map<string, readonly Place[]>();

function ask(library: string, words: readonly string[]): Place[] {
  const { stdout, status, stderr } = spawnSync(
    process.execPath,
    [resolve(program), '--json', '-q', '-L', join(folder, library), ...words],
    { env: { ...process.env, READINGS_CACHE_DIR: cache, LANG: 'en_US.UTF-8' }, encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  if (status !== 0 && status !== 1) throw new Error(`${words.join(' ')}: status ${status}: ${stderr}`);
  return JSON.parse(stdout || '[]') as Place[];
}

/** Returns the places that an answer stands for: `path#line`, also that of the heading above a label. */
function listPlaces(library: string, { address, path, line }: Place): string[] {
  if (!address.includes('#')) return [`${path}#0`];
  const tree = trees.get(library) ?? ask(library, ['tree']);
  trees.set(library, tree);
  const section = tree.find((candidate) => candidate.address === address);
  if (!section) return [`${path}#${line}`];
  const above = tree
    .filter((one) => !one.label && one.path === path && one.line <= section.line && section.line <= one.endLine)
    .at(-1);
  return [`${path}#${section.line}`, ...(section.label && above ? [`${path}#${above.line}`] : [])];
}

try {
  if (!existsSync(folder)) throw new Error(`${folder}: no such folder.`);
  let rightCount = 0;
  let count = 0;
  for (const line of readFileSync(queryFile, 'utf8').split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [id, library = '', command = '', query = '', acceptable = '', kind] = line.split('\t');
    const answers = ask(library, [
      command,
      ...(command === 'search' ? ['--limit', '3'] : []),
      '--',
      ...query.split(' '),
    ]);
    const places = answers.map((answer) => listPlaces(library, answer));
    const isRight =
      acceptable === 'NOTHING'
        ? answers.length === 0
        : places.some((alternatives) => alternatives.some((place) => acceptable.split(' | ').includes(place)));
    count++;
    if (isRight) rightCount++;
    else process.stdout.write(`${id}\t${kind}\t${command} ${query}\t${places.map(([place]) => place).join(' | ')}\n`);
  }
  process.stdout.write(`${rightCount} of ${count} (${((rightCount / count) * 100).toFixed(1)} %)\n`);
} finally {
  rmSync(cache, { recursive: true });
}
