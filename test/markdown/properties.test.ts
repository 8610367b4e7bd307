/** What holds of any note, however odd. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Section } from '../../src/core/note.ts';
import { getSourceText } from '../../src/core/note.ts';
import { findPassages } from '../../src/core/quotes.ts';
import { readTradeOffs } from '../../src/core/tradeoffs/index.ts';
import { findLinks } from '../../src/markdown/links.ts';
import { anyNote, noteOf } from '../any-note.ts';

const ends = (section: Section) => section.to;

describe('any string as a note', () => {
  it('is read, and every section is a piece of it in whole lines', async () => {
    await fc.assert(
      fc.asyncProperty(anyNote, async (source) => {
        const note = await noteOf(source);
        for (const section of note.sections) {
          expect(note.source.slice(section.from, section.to)).toBe(source.slice(section.from, section.to));
          expect(getSourceText(note, section)).not.toContain('\0');
          expect(section.from).toBe(note.lines.lineStart(section.line));
          expect(section.to).toBe(note.lines.lineEnd(section.endLine));
          expect(section.line).toBeLessThanOrEqual(section.endLine);
        }
      }),
      { numRuns: 600 },
    );
  });

  it('has sections that nest, and siblings of one container that never overlap', async () => {
    await fc.assert(
      fc.asyncProperty(anyNote, async (source) => {
        const { sections } = await noteOf(source);
        for (const section of sections) {
          if (section.parent) {
            expect(section.from).toBeGreaterThanOrEqual(section.parent.from);
            expect(section.to).toBeLessThanOrEqual(section.parent.to);
          }
          const after = sections.find(
            (next) =>
              next.from > section.from && next.parent === section.parent && next.container === section.container,
          );
          if (after) expect(ends(section)).toBeLessThanOrEqual(after.from);
        }
        expect(new Set(sections.map((section) => section.slug)).size).toBe(sections.length);
      }),
      { numRuns: 600 },
    );
  });

  it('gives links, trade-offs and passages that stand where they say', async () => {
    await fc.assert(
      fc.asyncProperty(anyNote, async (source) => {
        const note = await noteOf(source);
        for (const { line, from } of [...findLinks(note), ...findPassages(note)]) {
          expect(from).toBeLessThanOrEqual(source.length);
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(note.lines.count);
        }
        for (const { pros, cons } of readTradeOffs(note))
          for (const item of [...pros, ...cons]) expect(item.text).not.toBe('');
      }),
      { numRuns: 600 },
    );
  });
});
