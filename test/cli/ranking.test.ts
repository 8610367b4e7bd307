/**
 * What a person means is what comes first: queries with the sections that a careful reader accepts, written down by one who had
 * not seen what the program answers (`test/fixtures/ranking.tsv`: kind, library, query, accepted addresses).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const project = resolve(import.meta.dirname, '../..');
const libraries: Readonly<Record<string, string>> = {
  notes: join(project, 'notes'),
  corpus: resolve(project, '../shared/corpus/notes'),
};
const cache = mkdtempSync(join(tmpdir(), 'readings-test-'));
afterAll(() => rmSync(cache, { recursive: true }));

const queries = readFileSync(join(project, 'test/fixtures/ranking.tsv'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => {
    const [kind = '', library = '', query = '', accepted = ''] = line.split('\t');
    return {
      kind,
      library,
      query,
      accepted: new Set(accepted.split(' ').map((address) => address.replaceAll('%20', ' '))),
    };
  });

interface Place {
  readonly address: string;
  readonly path: string;
  readonly line: number;
  readonly endLine: number;
}

function records(library: string, words: readonly string[]): Place[] {
  const ran = spawnSync(process.execPath, [join(project, 'bin/readings.js'), ...words, '--json', '-q', '-L', library], {
    env: { ...process.env, READINGS_CACHE_DIR: cache },
    encoding: 'utf8',
    maxBuffer: 2 ** 27,
  });
  return JSON.parse(ran.stdout || '[]') as Place[];
}

/** The addresses of what is found, the best first; for a label also that of the heading that it stands under. */
function addresses(kind: string, library: string, query: string, headings: readonly Place[]): string[] {
  const options = kind === 'show' ? [] : ['--limit', '3'];
  return records(library, [kind, ...options, ...query.split(' ')]).flatMap(({ address, path, line }) => {
    const above = headings.filter((one) => one.path === path && one.line <= line && line <= one.endLine).at(-1);
    return above ? [address, above.address] : [address];
  });
}

/** How many of a kind are answered rightly: the first that is shown, one of the first three that are found. */
function missed(kind: string, library: string): string[] {
  const folder = libraries[library] ?? '';
  const headings = records(folder, ['tree', '--no-labels']);
  return queries
    .filter((one) => one.kind === kind && one.library === library)
    .filter(({ query, accepted }) => !addresses(kind, folder, query, headings).some((address) => accepted.has(address)))
    .map(({ query }) => query);
}

describe.each(['notes', 'corpus'])('of %s', (library) => {
  const all = (kind: string) => queries.filter((one) => one.kind === kind && one.library === library).length;
  for (const kind of ['show', 'search'])
    it.skipIf(!existsSync(libraries[library] ?? ''))(
      `nine of ten answers of ${kind} are right (where the notes are at hand)`,
      () => {
        const wrong = missed(kind, library);
        expect(wrong.length, wrong.join('; ')).toBeLessThanOrEqual(all(kind) / 10);
      },
      120_000,
    );
});
