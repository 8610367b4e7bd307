/** `show` for a person: where the section stands, the section rendered, then its footnotes and the addresses of its links. */

import { safeLine } from '../../core/escape.ts';
import type { Note, Section } from '../../core/note.ts';
import { headingsTo, onlyHeading } from '../../core/note.ts';
import type { Block, FootnoteDefinition } from '../../core/tree.ts';
import { walk } from '../../core/tree.ts';
import type { Context, Format, Shown } from '../answers.ts';
import { blocksOf } from '../shown-blocks.ts';
import { untitled } from '../wording.ts';
import { CodeWriter } from './code.ts';
import type { Laid, Page } from './layout.ts';
import { Footnotes, footnoteLines, layOut } from './layout.ts';
import { LinkWriter } from './links.ts';
import { themeOf } from './theme.ts';
import { fill, fillLines, styled } from './wrap.ts';

export const terminalShow: Format = {
  *show(shown, context) {
    let between = '';
    for (const one of shown) {
      yield between;
      for (const line of pageLines(one, context)) yield typeof line === 'string' ? `${line}\n` : line;
      between = '\n';
    }
  },
};

function pageLines(shown: Shown, context: Context): Generator<Laid> {
  const { note, section } = shown;
  const { width } = context;
  const theme = themeOf(context);
  const page: Page = {
    theme,
    links: new LinkWriter(note, context, theme),
    footnotes: new Footnotes(),
    code: new CodeWriter(theme, context),
  };
  const where = [note.path, ...headingsIn(shown)]
    .map((part) => safeLine(part || untitled))
    .join(` ${theme.signs.arrow} `);
  const blocks = blocksOf(shown);
  const first = blocks.findIndex(({ type }) => type === 'heading');
  // Told by the blocks before sections are asked for.
  const isBare = first >= 0 && (blocks[first + 1]?.type ?? 'heading') === 'heading';
  const held = isBare ? heldBy(section ?? onlyHeading(note), note) : [];
  const split = held.length > 0 ? first + 1 : 0;
  return groups([
    [fill(where, '', '  ', width, theme.styles.muted)],
    layOut(blocks.slice(0, split), page, width),
    split > 0
      ? fillLines(
          [{ text: `Contents: ${held.map(safeLine).join(` ${theme.signs.dot} `)}`, style: theme.styles.muted }],
          width,
        ).lines
      : [],
    layOut(split > 0 ? blocks.slice(split) : blocks, page, width),
    endLines(note, page, width),
  ]);
}

/** Groups of lines, a blank line between two; a group may turn out to be empty. */
function* groups(all: readonly Iterable<Laid>[]): Generator<Laid> {
  let isFirst = true;
  for (const group of all) {
    let isPending = !isFirst;
    for (const line of group) {
      if (isPending && typeof line === 'string') yield '';
      if (typeof line === 'string') {
        isPending = false;
        isFirst = false;
      }
      yield line;
    }
  }
}

/** What a section holds, when it has nothing of its own before its first sub-heading. */
function heldBy(section: Section | undefined, { source }: Note): string[] {
  const first = section?.children[0];
  if (!section || !first || first.label || source.slice(section.bodyFrom, first.from).trim() !== '') return [];
  const names = section.children.filter(({ label }) => !label).map(({ heading }) => heading || untitled);
  return names.length > 1 ? names : [];
}

/** The headings down to a section, without the one that is the note's title. */
function headingsIn({ note, section }: Shown): string[] {
  if (!section) return [];
  const headings = headingsTo(section);
  return headings[0] === note.title ? headings.slice(1) : headings;
}

/** Footnotes, then the addresses of numbered links. They are known when all before them has been laid out. */
function* endLines(note: Note, page: Page, width: number): Generator<Laid> {
  const { muted } = page.theme.styles;
  let hasRule = false;
  for (let more = nextFootnotes(note, page); more.length > 0; more = nextFootnotes(note, page)) {
    if (!hasRule) yield styled(muted, page.theme.signs.rule.repeat(Math.min(12, width)));
    hasRule = true;
    yield* footnoteLines(more, page, width);
  }
  const numbered = page.links.numbered();
  if (hasRule && numbered.length > 0) yield '';
  for (const [number, url] of numbered) yield styled(muted, `[${number}] ${url}`);
}

/** Footnotes that stand in what was shown, and those that it refers to, each once. */
function nextFootnotes({ tree }: Note, { footnotes }: Page): FootnoteDefinition[] {
  const next = footnotes.takeMet();
  const missing = footnotes.takeMissing();
  if (missing.size === 0) return next;
  walk(tree, (node) => {
    if (node.type === 'footnoteDefinition' && missing.delete(node.identifier)) next.push(node);
    return holders.has(node.type);
  });
  return next;
}

const holders = new Set<Block['type'] | string>(['root', 'list', 'listItem', 'blockquote', 'footnoteDefinition']);
