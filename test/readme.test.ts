/** What the README and the help show is what the program prints. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { elements } from '../src/render/terminal/themes.ts';
import { Sandbox } from './cli/transcript.ts';

const project = resolve(import.meta.dirname, '..');
const file = join(project, 'README.md');
const sandbox = new Sandbox();
afterAll(() => sandbox.close());

function run(command: string) {
  return spawnSync('bash', ['-c', command], { cwd: project, env: sandbox.environment, encoding: 'utf8' });
}

/** The commands of a console block, each with what stands beneath it. */
function blocksOf(markdown: string): { command: string; expected: string }[] {
  return [...markdown.matchAll(/^```console\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) =>
    block
      .split(/^(?=\$ )/m)
      .map((step) => ({ command: step.slice(2, step.indexOf('\n')), expected: step.slice(step.indexOf('\n') + 1) })),
  );
}

describe('the README', () => {
  const readme = readFileSync(file, 'utf8');
  // Recipes have a test of their own.
  const steps = blocksOf(readme.replace(/^## Recipes\n[\s\S]*?^(?=## )/m, ''));
  let updated = readme;

  it.each(steps)('$command', ({ command, expected }) => {
    const { stdout, stderr, status } = run(command);
    if (process.env.UPDATE === '1')
      updated = updated.replace(`$ ${command}\n${expected}`, () => `$ ${command}\n${stdout}`);
    else expect({ stdout, stderr, status }).toEqual({ stdout: expected, stderr: '', status: 0 });
  });
  if (process.env.UPDATE === '1') afterAll(() => writeFileSync(file, updated));

  it('has an example of every command', () => {
    const commands = [...run('readings --help').stdout.matchAll(/^ {2}([a-z]+)(?:\|| \[options\])/gm)].map(
      (match) => match[1],
    );
    expect(commands).toContain('proscons');
    for (const command of commands)
      expect(readme, `${command} has no example`).toMatch(new RegExp(`^(?:\\$ .*)?\\breadings ${command}\\b`, 'm'));
  });
});

it('the README names every element of a theme', () => {
  const part = readFileSync(file, 'utf8').split('The elements of a theme are')[1]?.split('\n\n')[0] ?? '';
  expect([...part.matchAll(/`([a-z]+)`/g)].map((match) => match[1])).toEqual([...elements]);
});

describe('the help of', () => {
  const names = [...run('readings --help').stdout.matchAll(/^ {2}([a-z]+)(?:\|| \[options\])/gm)].map(
    (match) => match[1],
  );

  it.each(names)('%s is a sentence, its options and two examples that work', (name) => {
    const help = run(`COLUMNS=200 readings help ${name}`).stdout;
    expect(help).toMatch(/^Usage: .*\n\n[A-Z][^\n]*\.\n\n/);
    expect(help).toContain('Global Options:');
    const examples = [...help.matchAll(/^ {2}\$ (.*)$/gm)].map((match) => match[1] ?? '');
    expect(examples).toHaveLength(2);
    // Away from a terminal nothing can be picked.
    for (const example of examples) expect(run(example).status).toBe(name === 'pick' ? 2 : 0);
  });
});
