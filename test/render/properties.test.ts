/** What holds of what is printed, of any note. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listTreeLines } from '../../src/core/outline-lines.ts';
import { readTradeOffs } from '../../src/core/tradeoffs/index.ts';
import { findLinks } from '../../src/markdown/links.ts';
import { tsv } from '../../src/render/delimited.ts';
import { html } from '../../src/render/html/html-format.ts';
import { json } from '../../src/render/json.ts';
import { markdown } from '../../src/render/markdown.ts';
import { terminal } from '../../src/render/terminal/format.ts';
import { terminalShow } from '../../src/render/terminal/show.ts';
import { text } from '../../src/render/text-format.ts';
import { anyNote, noteOf } from '../any-note.ts';
import { contextWith, print } from './context.ts';

const context = contextWith();

async function answersOf(source: string) {
  const note = await noteOf(source);
  const sections = [undefined, ...note.sections];
  const shown = sections.map((section) => ({
    note,
    section,
    score: 1,
    parts: [section ?? { from: 0, to: source.length }],
  }));
  return {
    shown,
    links: findLinks(note),
    tradeOffs: readTradeOffs(note),
    lines: listTreeLines(note, undefined, { depth: undefined, labels: true }),
  };
}

describe('of any note', () => {
  it('json always parses', async () => {
    await fc.assert(
      fc.asyncProperty(anyNote, async (source) => {
        const { shown, links, tradeOffs, lines } = await answersOf(source);
        expect(JSON.parse(await print(json.show?.(shown, context)))).toHaveLength(shown.length);
        expect(JSON.parse(await print(json.links?.(links, context)))).toHaveLength(links.length);
        expect(JSON.parse(await print(json.proscons?.(tradeOffs, context)))).toHaveLength(tradeOffs.length);
        expect(JSON.parse(await print(json.tree?.(lines, context)))).toHaveLength(lines.length - 1);
      }),
      { numRuns: 400 },
    );
  });

  it('verbatim Markdown of every section is a piece of the note', async () => {
    await fc.assert(
      fc.asyncProperty(anyNote, async (source) => {
        const { shown } = await answersOf(source);
        for (const one of shown) {
          const printed = await print(markdown.show?.([one], context));
          expect(source.includes(printed) || (printed.endsWith('\n') && source.endsWith(printed.slice(0, -1)))).toBe(
            true,
          );
        }
      }),
      { numRuns: 400 },
    );
  });

  it('nothing that acts on a terminal reaches one, and text and tsv carry none of it', async () => {
    const acting = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;
    await fc.assert(
      fc.asyncProperty(anyNote, async (source) => {
        const { shown, links, tradeOffs, lines } = await answersOf(source);
        for (const printed of [
          await print(terminalShow.show?.(shown, context)),
          await print(terminal.links?.(links, context)),
          await print(terminal.proscons?.(tradeOffs, context)),
          await print(terminal.tree?.(lines, context)),
          await print(text.show?.(shown, context)),
          await print(tsv.links?.(links, context)),
        ])
          expect(printed).not.toMatch(acting);
      }),
      { numRuns: 300 },
    );
  });

  it('html has no script and no address that runs one', async () => {
    const hostile = fc.tuple(
      anyNote,
      fc.constantFrom(
        '[x](javascript:a)',
        '[x](java\tscript:a)',
        '<a href="javascript:a">x</a>',
        '<img src=x onerror=a>',
        '![x](data:text/html,a)',
        '<ScRiPt>a</sCrIpT>',
      ),
    );
    await fc.assert(
      fc.asyncProperty(hostile, async ([before, attack]) => {
        const { shown, links } = await answersOf(`${before}\n\n${attack}`);
        const printed = (await print(html.show?.(shown, context))) + (await print(html.links?.(links, context)));
        expect(printed).not.toMatch(/<script|<[a-z]+[^>]*\son\w+=|(?:href|src)="[^"]*(?:java|data:)/i);
      }),
      { numRuns: 400 },
    );
  });
});
