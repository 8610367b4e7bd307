/** What the README, docs/ and the help show is what the program prints. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { commands } from '../src/cli/commands/index.ts';
import { elements } from '../src/render/terminal/themes.ts';
import { Sandbox } from './cli/transcript.ts';

const project = resolve(import.meta.dirname, '..');
const sandbox = new Sandbox();
afterAll(() => sandbox.close());

function run(command: string, cwd = project) {
  return spawnSync('bash', ['-c', command], { cwd, env: sandbox.environment, encoding: 'utf8' });
}

/** Returns the commands of the console blocks, each with the output below it. */
function readSteps(markdown: string): { command: string; expected: string }[] {
  return [...markdown.matchAll(/^```console\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) =>
    block
      .split(/^(?=\$ )/m)
      .map((step) => ({ command: step.slice(2, step.indexOf('\n')), expected: step.slice(step.indexOf('\n') + 1) })),
  );
}

describe.each(['README.md', 'docs/commands.md'])('%s', (name) => {
  const file = join(project, name);
  const page = readFileSync(file, 'utf8');
  let updated = page;

  it.each(readSteps(page))('$command', ({ command, expected }) => {
    const { stdout, stderr, status } = run(command);
    if (process.env.UPDATE === '1')
      updated = updated.replace(`$ ${command}\n${expected}`, () => `$ ${command}\n${stdout}`);
    else expect({ stdout, stderr, status }).toEqual({ stdout: expected, stderr: '', status: 0 });
  });
  if (process.env.UPDATE === '1') afterAll(() => writeFileSync(file, updated));
});

it('docs/commands.md has an example of every command', () => {
  const page = readFileSync(join(project, 'docs/commands.md'), 'utf8');
  for (const { name } of commands) expect(page).toMatch(new RegExp(`^(?:\\$ .*)?\\breadings ${name}\\b`, 'm'));
});

it('the README is short', () => {
  expect(readFileSync(join(project, 'README.md')).length).toBeLessThan(12 * 1024);
});

it('docs/terminal.md names every element of a theme', () => {
  const page = readFileSync(join(project, 'docs/terminal.md'), 'utf8');
  const list = page.split('The elements of a theme are')[1]?.split('\n\n')[0] ?? '';
  expect([...list.matchAll(/`([a-z]+)`/g)].map((match) => match[1])).toEqual([...elements]);
});

describe('without arguments', () => {
  it('the overview has at most 25 lines of 80 columns, and every command', () => {
    const { stderr, status } = run('readings');
    expect(status).toBe(2);
    const lines = stderr.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(25);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
    for (const { name } of commands) expect(stderr).toMatch(new RegExp(`\\b${name}\\b`));
    expect(run('readings --help').stdout).toBe(stderr);
  });

  it("its examples come from the user's own library, and work", () => {
    const own =
      'mkdir -p own && printf "# Rust\\n\\n## Ownership\\n\\n- Pros:\\n  - safe\\n" > own/rust.md && touch own/.readings.toml && cd own';
    const { stdout } = run(`${own} && readings --help`, sandbox.folder);
    const examples = [...stdout.matchAll(/^ {2}(readings (?:show|proscons|search) .*)$/gm)].map((match) => match[1]);
    expect(examples).toEqual(['readings show Rust', 'readings proscons Ownership', 'readings search rust']);
    for (const example of examples) expect(run(`cd own && ${example}`, sandbox.folder).status).toBe(0);
  });
});

/** Returns a command line that starts a server and stops it once it has printed its address. */
function stopWhenReady(example: string): string {
  return `coproc { exec ${example}; }; read -r <&"\${COPROC[0]}"; kill "$COPROC_PID"; wait "$COPROC_PID"`;
}

describe('the help of', () => {
  it.each(commands.map(({ name }) => name))('%s has a summary, its options and two examples that work', (name) => {
    const { stdout } = run(`COLUMNS=200 readings ${name} --help`);
    expect(stdout).toMatch(/^Usage: .*\n\n[A-Z][^\n]*\.\n\n/);
    expect(stdout).toContain('Run `readings help options` to list all global options.');
    expect(run(`COLUMNS=200 readings help ${name}`).stdout).toBe(stdout);
    const examples = [...stdout.matchAll(/^ {2}\$ (.*)$/gm)].map((match) => match[1] ?? '');
    expect(examples).toHaveLength(2);
    // Without a terminal, nothing can be picked or browsed. A server runs until it is stopped.
    const expected = name === 'pick' || name === 'browse' ? 2 : name === 'serve' ? 143 : 0;
    for (const example of examples) {
      const command = name === 'serve' ? stopWhenReady(example) : example;
      // A site is not written into the project.
      const folder = name === 'export' ? sandbox.folder : project;
      expect({ example, status: run(`export EDITOR=true BROWSER=true; ${command}`, folder).status }).toEqual({
        example,
        status: expected,
      });
    }
  });
});
