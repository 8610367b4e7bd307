/**
 * Transcripts: commands and their output, as plain text.
 *
 *     # A comment; the one above a command is the name of its test.
 *     @ a.md                   a file, written before the next command
 *       # Title                its lines, after two spaces
 *     $ readings list          a command, run by bash in the transcript's own folder
 *     > continued              the next line of the same command
 *       a.md<TAB>A             standard output, after two spaces
 *     ! readings: …            standard error
 *     ? 1                      the exit status, if it is not 0
 *
 * `records` prints chosen values of JSON records.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const project = resolve(import.meta.dirname, '../..');

/** `READINGS_PROGRAM` names another build, or another Node with the launcher: a command line of words. */
const program = process.env.READINGS_PROGRAM
  ? process.env.READINGS_PROGRAM.split(' ')
      .map((word) => `"${resolve(project, word)}"`)
      .join(' ')
  : `"${process.execPath}" "${join(project, 'bin/readings.js')}"`;

export interface Step {
  /** The comment above the command, or its first line. */
  readonly name: string;
  /** The number of the command's first line. */
  readonly line: number;
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly command: string;
  readonly expected: string;
  /** The number of the line after the command, where its output begins, and of the line after the output. */
  readonly outputFrom: number;
  readonly outputTo: number;
}

/** Reads the steps of a transcript. */
export function readSteps(transcript: string): Step[] {
  const lines = transcript.split('\n');
  const steps: Step[] = [];
  let comment = '';
  let files: { path: string; text: string }[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    const isMore = (text: string | undefined) => text !== undefined && (text === '' || text.startsWith('  '));
    if (line.startsWith('@ ')) {
      const from = ++at;
      while (at < lines.length && isMore(lines[at])) at++;
      const text = lines.slice(from, at).map((content) => content.slice(2));
      files.push({ path: line.slice(2), text: `${text.join('\n').trimEnd()}\n` });
    } else if (line.startsWith('$ ')) {
      const start = at++;
      while (lines[at]?.startsWith('> ')) at++;
      const outputFrom = at;
      while (at < lines.length && !/^[$#@]/.test(lines[at] ?? '')) at++;
      steps.push({
        name: comment || line.slice(2),
        line: start + 1,
        files,
        command: lines
          .slice(start, outputFrom)
          .map((text) => text.slice(2))
          .join('\n'),
        expected: lines.slice(outputFrom, at).join('\n').trimEnd(),
        outputFrom: outputFrom + 1,
        outputTo: at + 1,
      });
      comment = '';
      files = [];
    } else {
      if (line.startsWith('#')) comment = `${comment} ${line.slice(1).trim()}`.trim();
      at++;
    }
  }
  return steps;
}

/** `records path 'headings.at(-1)'` prints the values of some expressions, as JSON, for each record on standard input. */
const records = `
const text = require('node:fs').readFileSync(0, 'utf8');
const records = text.startsWith('[') ? JSON.parse(text) : text.trim().split('\\n').map((line) => JSON.parse(line));
for (const record of records)
  console.log(JSON.stringify(process.argv.slice(2).map((expression) => Function('record', 'with (record) return ' + expression)(record))));
`;

/** A folder with a copy of the fixture library and `readings` on its PATH; `close` removes it. */
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

  /** Writes the files of a step and runs its command. Returns the output as a transcript has it. */
  runStep({ files, command }: Step): string {
    for (const { path, text } of files) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), text);
    }
    return this.run(command);
  }

  /** Runs a command in bash. Returns the output as a transcript has it. */
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
