/**
 * Times `readings` and similar tools at the same work, in turn in one run: `npm run bench:peers`. Tools that are not on the PATH
 * are left out. `--runs N` sets the number of runs, `--out FILE` writes the chart as SVG.
 *
 * The work: print one section of a note (glow renders the whole note, since it has no sections), and list the notes that contain a
 * word among 2,000 notes. readings and zk use their indexes, which exist before the first run and which both check for changes.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { random } from '../random.ts';

const { values: options } = parseArgs({
  options: { runs: { type: 'string', default: '21' }, out: { type: 'string' } },
});
const project = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'readings-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true }));
const note = join(project, 'notes/serverless.md');
const library = join(folder, 'library');
const heading = 'What is Serverless Computing';
const word = 'concurrency';

interface Tool {
  readonly name: string;
  readonly command: readonly string[];
  readonly version: readonly string[];
}

const readings = [process.execPath, join(project, 'bin/readings.js')];
const works: readonly { readonly title: string; readonly tools: readonly Tool[] }[] = [
  {
    title: 'Print one section of a note',
    tools: [
      {
        name: 'readings',
        command: [...readings, 'show', heading, '-L', join(project, 'notes')],
        version: [...readings, '--version'],
      },
      { name: 'treemd', command: ['treemd', '-s', heading, note], version: ['treemd', '--version'] },
      { name: 'mdq', command: ['mdq', `# ${heading}`, note], version: ['mdq', '--version'] },
      { name: 'glow (whole note)', command: ['glow', note], version: ['glow', '--version'] },
    ],
  },
  {
    title: `List the notes with a word, among 2,000`,
    tools: [
      {
        name: 'readings',
        command: [...readings, 'search', word, '--files', '-L', library],
        version: [...readings, '--version'],
      },
      { name: 'ripgrep', command: ['rg', '-iwl', word, library], version: ['rg', '--version'] },
      {
        name: 'zk',
        command: [
          'zk',
          '--notebook-dir',
          library,
          '--no-input',
          'list',
          '-P',
          '-q',
          '--match',
          word,
          '--format',
          '{{path}}',
        ],
        version: ['zk', '--version'],
      },
    ],
  },
];

const environment = { ...process.env, LANG: 'C.UTF-8', READINGS_CACHE_DIR: join(folder, 'cache') };

function run([command = '', ...words]: readonly string[]) {
  return spawnSync(command, words, { env: environment, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
}

/** Fills the library with notes, one in a hundred of which has the word. */
function createLibrary(): void {
  const chance = random(1);
  mkdirSync(library);
  cpSync(join(project, 'notes'), join(library, 'bundled'), { recursive: true });
  for (let index = 0; index < 2000; index++) {
    const words = Array.from({ length: 300 }, () => `word${Math.floor(5000 ** chance())}`);
    if (index % 100 === 0) words[150] = word;
    writeFileSync(join(library, `note-${index}.md`), `# Note ${index}\n\n## Part\n\n${words.join(' ')}\n`);
  }
  run(['zk', '--no-input', 'init', library]);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

interface Result {
  readonly title: string;
  readonly rows: readonly { readonly name: string; readonly ms: number }[];
}

function measure(): Result[] {
  return works.map(({ title, tools }) => {
    const available = tools.filter(({ command }) => run(command).status === 0);
    const times = available.map((): number[] => []);
    for (let round = 0; round < Number(options.runs); round++)
      for (const [index, { command }] of available.entries()) {
        const start = performance.now();
        run(command);
        times[index]?.push(performance.now() - start);
      }
    return { title, rows: available.map(({ name }, index) => ({ name, ms: median(times[index] ?? []) })) };
  });
}

/** Draws bars, readings first, each with its milliseconds and its ratio to readings. */
function draw(results: readonly Result[], versions: string): string {
  const scale = 380 / Math.max(...results.flatMap(({ rows }) => rows.map(({ ms }) => ms)));
  const lines: string[] = [];
  let y = 0;
  for (const { title, rows } of results) {
    y += 26;
    lines.push(`<text x="12" y="${y}" class="t">${title}</text>`);
    const [first] = rows;
    for (const { name, ms } of rows) {
      y += 22;
      const width = Math.max(1, ms * scale).toFixed(1);
      const ratio = name === 'readings' || !first ? '' : ` (${(ms / first.ms).toFixed(2)}x)`;
      lines.push(`<text x="140" y="${y}" text-anchor="end">${name}</text>`);
      lines.push(
        `<rect x="150" y="${y - 11}" width="${width}" height="13" class="${name === 'readings' ? 'a' : 'b'}"/>`,
      );
      lines.push(`<text x="${(158 + ms * scale).toFixed(1)}" y="${y}">${ms.toFixed(0)} ms${ratio}</text>`);
    }
    y += 8;
  }
  y += 22;
  lines.push(`<text x="12" y="${y}" class="v">${versions}</text>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="680" height="${y + 14}" viewBox="0 0 680 ${y + 14}">
<title>Milliseconds for the same work</title>
<style>text{font:13px system-ui,sans-serif;fill:#57606a}.t{font-weight:600}.v{font-size:11px}.a{fill:#2f81f7}.b{fill:#8b949e}</style>
${lines.join('\n')}
</svg>
`;
}

createLibrary();
const results = measure();
const tools = new Map(works.flatMap(({ tools: list }) => list).map((tool) => [tool.command[0], tool]));
const versions = [...tools.values()]
  .map(({ name, version }) => {
    const number = /\d+\.\d+[.\d]*/.exec(run(version).stdout ?? '')?.[0];
    return number === undefined ? undefined : `${name.replace(/ \(.*/, '')} ${number}`;
  })
  .filter((text) => text !== undefined);
for (const { title, rows } of results) {
  console.log(title);
  for (const { name, ms } of rows)
    console.log(`  ${name.padEnd(20)} ${ms.toFixed(1).padStart(7)} ms  ${(ms / (rows[0]?.ms ?? 1)).toFixed(2)}x`);
}
console.log(versions.join(', '));
if (options.out)
  writeFileSync(options.out, draw(results, `${versions.join(', ')}; Node.js ${process.versions.node}, 2 cores`));
