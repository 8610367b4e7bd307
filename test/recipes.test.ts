/** The recipes of docs/, run with the programs that they use; missing programs are named. */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Sandbox } from './cli/transcript.ts';

const project = resolve(import.meta.dirname, '..');
const file = join(project, 'docs/recipes.md');
const page = readFileSync(file, 'utf8');
const part = page;
const sandbox = new Sandbox();
const folder = join(sandbox.folder, 'recipes');
afterAll(() => sandbox.close());

const isThere = (program: string) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
/** Debian calls fd `fdfind`: there is another program of its name. */
const isOtherwiseCalled = (program: string) => program === 'fd' && isThere('fdfind');
const needed = ['jq', 'fzf', 'fd', 'xargs', 'rg', 'column', 'awk', 'pandoc', 'sqlite3', 'git', 'curl', 'vim', 'entr'];
/** The programs of a command line that are not on this machine. */
const missingIn = (command: string) =>
  needed.filter(
    (program) => new RegExp(`(?:^|[|( ])${program} `).test(command) && !isThere(program) && !isOtherwiseCalled(program),
  );

beforeAll(() => {
  mkdirSync(folder);
  cpSync(join(project, 'notes'), join(folder, 'notes'), { recursive: true });
  writeFileSync(join(folder, '.readings.toml'), '');
  if (!isThere('fd') && isThere('fdfind'))
    symlinkSync(
      spawnSync('sh', ['-c', 'command -v fdfind'], { encoding: 'utf8' }).stdout.trim(),
      join(sandbox.folder, '.bin', 'fd'),
    );
  const git = 'git init -q && git add -A && git -c user.name=a -c user.email=a@b.example commit -qm "The notes"';
  spawnSync('bash', ['-c', git], { cwd: folder, env: sandbox.environment });
});

function run(command: string, input?: string) {
  const ran = spawnSync('bash', ['-c', command], { cwd: folder, env: sandbox.environment, encoding: 'utf8', input });
  return { stdout: ran.stdout, stderr: ran.stderr, status: ran.status };
}

/** The one block of a language that has a word in it. */
function blockOf(language: string, word: string): string {
  const blocks = [...part.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].filter(
    ([, name, text]) => name === language && text?.includes(word),
  );
  expect(blocks).toHaveLength(1);
  return blocks[0]?.[2]?.trim() ?? '';
}

describe('a recipe', () => {
  let updated = page;
  const steps = [...part.matchAll(/^```console\n\$ (.*)\n([\s\S]*?)^```$/gm)].map(
    ([, command = '', expected = '']) => ({
      command,
      expected,
      missing: missingIn(command),
    }),
  );

  for (const { command, expected, missing } of steps)
    it.skipIf(missing.length > 0)(`${command}${missing.length > 0 ? ` (needs ${missing.join(', ')})` : ''}`, () => {
      const { stdout, stderr, status } = run(command);
      if (process.env.UPDATE === '1')
        updated = updated.replace(`$ ${command}\n${expected}`, () => `$ ${command}\n${stdout}`);
      else expect({ stdout, stderr, status }).toEqual({ stdout: expected, stderr: '', status: 0 });
    });
  if (process.env.UPDATE === '1') afterAll(() => writeFileSync(file, updated));

  it('there are a dozen, each with another program', () => {
    expect(steps.length).toBeGreaterThanOrEqual(10);
    for (const program of needed)
      expect(part, program).toMatch(new RegExp(`(?:^|[|($ ])${program} |\\[${program}|:cnext`, 'im'));
  });
});

it.skipIf(!isThere('curl'))(`curl tells the status of links${isThere('curl') ? '' : ' (needs curl)'}`, async () => {
  const server = createServer((request, response) => {
    response.writeHead(request.url === '/there' ? 200 : 404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const links = join(sandbox.folder, 'links');
  mkdirSync(links);
  writeFileSync(join(links, '.readings.toml'), '');
  const url = (path: string) => `http://127.0.0.1:${port}/${path}`;
  writeFileSync(join(links, 'a.md'), `# A\n\n<${url('there')}> <${url('gone')}> <${url('there')}>\n`);
  // Not spawnSync: the server answers meanwhile.
  const child = spawn('bash', ['-c', blockOf('sh', 'curl')], { cwd: links, env: sandbox.environment });
  let stdout = '';
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  await new Promise((done) => child.on('close', done));
  server.close();
  expect(stdout).toBe(`200 ${url('there')}\n404 ${url('gone')}\n`);
});

it.skipIf(!isThere('vim'))(`Vim lists what lint finds${isThere('vim') ? '' : ' (needs vim)'}`, () => {
  const [set = '', make = ''] = blockOf('vim', 'makeprg').split(' | ');
  writeFileSync(join(folder, 'bad.md'), '# Bad\n\n### Deep\n\nSee [x](nowhere.md).\n');
  const list =
    'call writefile(map(getqflist(), \'bufname(v:val.bufnr) . ":" . v:val.lnum . ":" . v:val.col . v:val.text\'), \'list\')';
  run(`vim -es -u NONE -c ${quoted(set)} -c ${quoted(make)} -c ${quoted(list)} -c q`);
  expect(readFileSync(join(folder, 'list'), 'utf8')).toBe(
    'bad.md:5:5dead-link nowhere.md does not exist in the library.\n',
  );
  run('rm bad.md list');
});

it.skipIf(!isThere('entr'))(`entr lints what is saved${isThere('entr') ? '' : ' (needs entr)'}`, () => {
  writeFileSync(join(folder, 'bad.md'), '# Bad\n\n[x](nowhere.md)\n');
  // Once, and without a terminal to clear.
  const command = blockOf('sh', 'entr').replace('entr -c', 'entr -nz');
  expect(run(command).stdout).toContain('bad.md:3:1 dead-link');
  run('rm bad.md');
});

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
