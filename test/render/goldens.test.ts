/**
 * Pages as they look at three widths, plain and with their escapes (`␛` stands for ESC). `UPDATE=1` writes what is printed
 * now; read the difference before you commit it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { terminalShow } from '../../src/render/terminal/show.ts';
import { noteOf } from '../any-note.ts';
import { contextWith, print } from './context.ts';

const pages = join(import.meta.dirname, '../fixtures/pages');
const goldens = join(import.meta.dirname, 'goldens');

describe.each(['everything', 'wide'])('%s.md', (name) => {
  for (const width of [40, 80, 120])
    for (const [kind, colorLevel, links] of [
      ['plain', 0, 'inline'],
      ['color', 3, 'hyperlink'],
    ] as const)
      it(`in ${width} columns, ${kind}`, async () => {
        const source = readFileSync(join(pages, `${name}.md`), 'utf8');
        const note = await noteOf(source);
        const fileUrlOf = (_: unknown, url: string) =>
          url.startsWith('other.md') ? 'file:///notes/other.md' : undefined;
        const context = contextWith({ width, colorLevel, links, resolveFileUrl: fileUrlOf });
        const one = { note, section: undefined, score: 1, parts: [{ from: 0, to: source.length }] };
        const printed = (await print(terminalShow.show?.([one], context))).replaceAll('\u001b', '␛');
        const file = join(goldens, `${name}-${width}-${kind}.txt`);
        if (process.env.UPDATE === '1') writeFileSync(file, printed);
        else expect(printed).toBe(readFileSync(file, 'utf8'));
      });
});
