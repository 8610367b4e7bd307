/**
 * How fast the reader is, in a pseudo-terminal: its first screen beside that of `show`, a key to the paint after it, and a filter
 * key in the finder. `node test/bench/browse.ts [library of many notes]`
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pty from '@lydell/node-pty';

const launcher = resolve(import.meta.dirname, '../../bin/readings.js');
const bundled = resolve(import.meta.dirname, '../../notes');
const folder = mkdtempSync(join(tmpdir(), 'readings-'));
const long = join(folder, 'long.md');
writeFileSync(
  long,
  `# Long\n\n${Array.from({ length: 16_000 }, (_, at) => `Paragraph ${at} with *some* words and [a link](x.md).\n`).join('\n')}`,
);

class Run {
  output = '';
  readonly #process: pty.IPty;
  #wake: () => void = () => undefined;

  constructor(words: readonly string[]) {
    const env = {
      ...process.env,
      TERM: 'xterm-256color',
      COLORFGBG: '15;0',
      READINGS_STATE_DIR: join(folder, 'state'),
    };
    this.#process = pty.spawn(process.execPath, [launcher, ...words], { cols: 99, rows: 40, env });
    this.#process.onData((text) => {
      this.output += text;
      this.#wake();
    });
  }

  /** Waits for a text after an offset of the output. @returns milliseconds since the start of waiting */
  async until(text: string, from = 0): Promise<number> {
    const begun = performance.now();
    while (!this.output.includes(text, from))
      await new Promise<void>((done) => {
        this.#wake = done;
      });
    return performance.now() - begun;
  }

  press(key: string): void {
    this.#process.write(key);
  }

  close(): void {
    this.#process.kill('SIGKILL');
  }
}

function median(numbers: number[]): number {
  return numbers.sort((a, b) => a - b)[numbers.length >> 1] ?? 0;
}

async function timeStart(words: readonly string[], text: string): Promise<number> {
  const run = new Run(words);
  const time = await run.until(text);
  run.close();
  return time;
}

const rounds = 15;
async function compare(name: string, a: readonly string[], b: readonly string[], text: string): Promise<void> {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    times[0].push(await timeStart(a, text));
    times[1].push(await timeStart(b, text));
  }
  const [first, second] = times.map(median) as [number, number];
  console.log(
    `${name}: browse ${first.toFixed(0)} ms, show ${second.toFixed(0)} ms, ratio ${(first / second).toFixed(2)}`,
  );
}

await compare(
  'bundled note',
  ['browse', 'trees', '-L', bundled, '--fresh'],
  ['show', 'trees', '-L', bundled, '--no-pager'],
  'Nodes with',
);
await compare('note of 1 MB', ['browse', 'long', '-L', long, '--fresh'], ['show', 'long', '-L', long], 'Paragraph 5 ');

const reader = new Run(['browse', 'long', '-L', long, '--fresh']);
await reader.until('Paragraph 5 ');
reader.press('G');
await reader.until('Paragraph 15999');
for (const [name, keys] of [
  ['a line', ['k', 'j']],
  ['a screen', ['b', ' ']],
  ['start and end', ['g', 'G']],
  ['next match', ['n', 'N']],
] as const) {
  if (name === 'next match') {
    reader.press('/with some\r');
    await reader.until('matches');
  }
  const times: number[] = [];
  for (let round = 0; round < 40; round++) {
    const from = reader.output.length;
    reader.press(keys[round % 2] ?? '');
    times.push(await reader.until('\u001b[?2026l', from));
  }
  console.log(`${name} within 1 MB: median ${median(times).toFixed(1)} ms, most ${Math.max(...times).toFixed(1)} ms`);
}
reader.close();

const [library] = process.argv.slice(2);
if (library !== undefined) {
  const opened: number[] = [];
  for (let round = 0; round < 3; round++) opened.push(await timeStart(['browse', '-L', library], ' of '));
  console.log(`finder over ${library}: opens in ${median(opened).toFixed(0)} ms`);
}
rmSync(folder, { recursive: true });
process.exit();
