/** The README's pictures: what the program prints over the bundled notes. */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { pictureOf } from './svg.ts';

const project = resolve(import.meta.dirname, '../..');
export const folder = join(project, '.github/pictures');

/** Command lines by the names of their pictures. */
export const pictures = {
  show: 'show timeouts',
  proscons: 'proscons cons takeaways',
  compare: 'compare venv conda',
  tree: 'tree trees',
  search: 'search cold start',
} as const;

const columns = 80;
const look = [
  '--format',
  'terminal',
  '--color',
  'always',
  '--theme',
  'dark',
  '--links',
  'hyperlink',
  '--width',
  `${columns}`,
];

export function picture(name: keyof typeof pictures): Promise<string> {
  const words = pictures[name];
  const ran = spawnSync(process.execPath, [join(project, 'bin/readings.js'), ...words.split(' '), ...look], {
    cwd: project,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LANG: 'C.UTF-8', FORCE_COLOR: '3' },
    encoding: 'utf8',
  });
  if (ran.status !== 0) throw new Error(`readings ${words}: status ${ran.status}\n${ran.stderr}`);
  const text = `\u001b[2m$\u001b[22m \u001b[1mreadings ${words}\u001b[22m\n\n${ran.stdout}`;
  return pictureOf(text, { title: `readings ${words}`, columns, background: '#1e2127', foreground: '#d7dae0' });
}
