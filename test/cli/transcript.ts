/**
 * Transcripts: command lines with what they print, as text anyone can read.
 *
 *     # a comment
 *     $ readings list          a command, run by bash in a folder of the transcript's own
 *     > continued              the next line of the same command
 *       a.md<TAB>A             what it prints, after two spaces
 *     ! readings: …            what it says on standard error
 *     ? 1                      its exit status, when it is not 0
 *
 * Beside `readings` there is `records`, which prints some values of each record.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const project = resolve(import.meta.dirname, '../..');

/** `READINGS_PROGRAM` names another build, or another Node with the launcher: a command line of words. */
const program = process.env.READINGS_PROGRAM
  ? process.env.READINGS_PROGRAM.split(' ')
      .map((word) => `"${resolve(project, word)}"`)
      .join(' ')
  : `"${process.execPath}" "${join(project, 'bin/readings.js')}"`;

export interface Step {
  readonly line: number;
  readonly command: string;
  readonly expected: string;
}

/** Reads the steps of a transcript; comments are left out. */
export function stepsOf(transcript: string): Step[] {
  const steps: { line: number; command: string; expected: string }[] = [];
  transcript.split('\n').forEach((text, index) => {
    const step = steps.at(-1);
    if (text.startsWith('$ ')) steps.push({ line: index + 1, command: text.slice(2), expected: '' });
    else if (step && text.startsWith('> ')) step.command += `\n${text.slice(2)}`;
    else if (step && !text.startsWith('#')) step.expected += `${text}\n`;
  });
  return steps.map((step) => ({ ...step, expected: step.expected.trimEnd() }));
}

/** `records path 'headings.at(-1)'`: of each record on standard input the values of some expressions, as JSON. */
const records = `
const text = require('node:fs').readFileSync(0, 'utf8');
const records = text.startsWith('[') ? JSON.parse(text) : text.trim().split('\\n').map((line) => JSON.parse(line));
for (const record of records)
  console.log(JSON.stringify(process.argv.slice(2).map((expression) => Function('record', 'with (record) return ' + expression)(record))));
`;

/** A folder with the fixtures' library in it and `readings` on its PATH; removed by `close`. */
export class Sandbox {
  readonly folder = mkdtempSync(join(tmpdir(), 'readings-test-'));
  readonly environment: NodeJS.ProcessEnv;

  constructor() {
    const bin = join(this.folder, '.bin');
    const home = join(this.folder, '.home');
    for (const path of [bin, home]) mkdirSync(path);
    writeFileSync(join(bin, 'readings'), `#!/bin/sh\nexec ${program} "$@"\n`, { mode: 0o755 });
    writeFileSync(join(bin, 'records'), `#!${process.execPath}\n${records}`, { mode: 0o755 });
    cpSync(join(project, 'test/fixtures/library'), join(this.folder, 'library'), { recursive: true });
    this.environment = {
      PATH: `${bin}:${process.env.PATH}`,
      HOME: home,
      XDG_CACHE_HOME: join(this.folder, '.cache'),
      LANG: 'C.UTF-8',
      TZ: 'UTC',
      TERM: 'xterm-256color',
      COLORFGBG: '15;0',
      NOTES: join(project, 'notes'),
      SEED: join(project, '../shared/corpus/seed/class-readings.md'),
    };
  }

  /** Runs a command line in bash. @returns what it printed in the form of a transcript */
  run(command: string): string {
    const ran = spawnSync('bash', ['-c', command], {
      cwd: this.folder,
      env: this.environment,
      encoding: 'utf8',
      timeout: 60_000,
    });
    // One file has its notes unpacked into the cache.
    const clean = (text: string) =>
      text
        .replaceAll(this.folder, 'FOLDER')
        .replace(/(?:FOLDER\/)?\.cache\/readings\/notes\/[0-9a-f]+\/notes\b/g, 'PROJECT/notes')
        .replaceAll(project, 'PROJECT');
    const marked = (text: string, mark: string) => {
      const lines = clean(text).split('\n');
      if (lines.at(-1) === '') lines.pop();
      return lines.map((line) => `${mark}${line}`.trimEnd());
    };
    const status = ran.status === 0 ? [] : [`? ${ran.status}`];
    return [...marked(ran.stdout, '  '), ...marked(ran.stderr, '! '), ...status].join('\n').trimEnd();
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
