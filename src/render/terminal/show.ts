/**
 * `show` for a person: the location of the section, its rendered text, its footnotes, and the addresses of its links.
 */

import { sanitizeLine } from '../../core/escape.ts';
import type { Note, Section } from '../../core/note.ts';
import { findTitleSection, getHeadingPath } from '../../core/note.ts';
import type { Block, FootnoteDefinition } from '../../core/tree.ts';
import { walk } from '../../core/tree.ts';
import type { Format, RenderContext, ShownSection } from '../answers.ts';
import { selectShownBlocks } from '../shown-blocks.ts';
import { untitled } from '../wording.ts';
import type { LayoutLine } from './code.ts';
import { CodeWriter } from './code.ts';
import type { Page } from './layout.ts';
import { Footnotes, layoutBlocks, layoutFootnotes } from './layout.ts';
import { LinkWriter } from './links.ts';
import { loadEmoji, needsEmoji, replaceShorthand } from './shorthand.ts';
import { getTheme } from './theme.ts';
import { applyStyle, wrapRuns, wrapText } from './wrap.ts';

export const terminalShow: Format = {
  *show(sections, context) {
    let separator = '';
    for (const section of sections) {
      yield separator;
      for (const line of layoutSection(section, context)) yield typeof line === 'string' ? `${line}\n` : line;
      separator = '\n';
    }
  },
};

/**
 * Lays out a section or note.
 * @param onBlock called when the first line of a block comes next
 */
export function* layoutSection(
  shown: ShownSection,
  context: RenderContext,
  onBlock?: (block: Block) => void,
): Generator<LayoutLine> {
  const { note, section } = shown;
  const { width } = context;
  if (!context.ascii && needsEmoji(note.source)) yield loadEmoji();
  const theme = getTheme(context);
  const page: Page = {
    theme,
    links: new LinkWriter(note, context, theme),
    footnotes: new Footnotes(),
    code: new CodeWriter(theme, context),
    replaceShorthand: context.ascii ? (text) => text : replaceShorthand,
    ...(onBlock ? { onBlock } : {}),
  };
  const location = [note.path, ...listHeadings(shown)]
    .map((part) => sanitizeLine(part || untitled))
    .join(` ${theme.signs.arrow} `);
  const blocks = selectShownBlocks(shown);
  const headingIndex = blocks.findIndex(({ type }) => type === 'heading');
  // Check the blocks first: a note's sections are computed when they are first read.
  const isHeadingOnly = headingIndex >= 0 && (blocks[headingIndex + 1]?.type ?? 'heading') === 'heading';
  const contents = isHeadingOnly ? listContents(section ?? findTitleSection(note), note) : [];
  const split = contents.length > 0 ? headingIndex + 1 : 0;
  yield* separateGroups([
    [wrapText(location, '', '  ', width, theme.styles.muted)],
    layoutBlocks(blocks.slice(0, split), page, width),
    split > 0
      ? wrapRuns(
          [{ text: `Contents: ${contents.map(sanitizeLine).join(` ${theme.signs.dot} `)}`, style: theme.styles.muted }],
          width,
        ).lines
      : [],
    layoutBlocks(split > 0 ? blocks.slice(split) : blocks, page, width),
    renderPageEnd(note, page, width),
  ]);
}

/** Yields groups of lines with a blank line between two. A group may be empty. */
function* separateGroups(lineGroups: readonly Iterable<LayoutLine>[]): Generator<LayoutLine> {
  let isFirst = true;
  for (const group of lineGroups) {
    let isBlankLineDue = !isFirst;
    for (const line of group) {
      if (isBlankLineDue && typeof line === 'string') yield '';
      if (typeof line === 'string') {
        isBlankLineDue = false;
        isFirst = false;
      }
      yield line;
    }
  }
}

/** Returns the sub-headings of a section that has no text before the first of them. */
function listContents(section: Section | undefined, { source }: Note): string[] {
  const first = section?.children[0];
  if (!section || !first || first.label || source.slice(section.bodyFrom, first.from).trim() !== '') return [];
  const names = section.children.filter(({ label }) => !label).map(({ heading }) => heading || untitled);
  return names.length > 1 ? names : [];
}

/** Returns the headings down to a section, without the note's title. */
function listHeadings({ note, section }: ShownSection): string[] {
  if (!section) return [];
  const headings = getHeadingPath(section);
  return headings[0] === note.title ? headings.slice(1) : headings;
}

/**
 * Yields footnotes, then the addresses of numbered links. They are complete only when all text before them is laid out.
 */
function* renderPageEnd(note: Note, page: Page, width: number): Generator<LayoutLine> {
  const { muted } = page.theme.styles;
  let hasRule = false;
  for (let definitions = takeFootnotes(note, page); definitions.length > 0; definitions = takeFootnotes(note, page)) {
    if (!hasRule) yield applyStyle(muted, page.theme.signs.rule.repeat(Math.min(12, width)));
    hasRule = true;
    yield* layoutFootnotes(definitions, page, width);
  }
  const numberedUrls = page.links.listNumberedUrls();
  if (hasRule && numberedUrls.length > 0) yield '';
  const mark = `[${numberedUrls.length}] `.length;
  for (const [number, url] of numberedUrls)
    yield wrapText(url, applyStyle(muted, `[${number}] `.padStart(mark)), ' '.repeat(mark), width, muted);
}

function takeFootnotes({ tree }: Note, { footnotes }: Page): FootnoteDefinition[] {
  const definitions = footnotes.takeDefinitions();
  const missing = footnotes.takeMissingIdentifiers();
  if (missing.size === 0) return definitions;
  walk(tree, (node) => {
    if (node.type === 'footnoteDefinition' && missing.delete(node.identifier)) definitions.push(node);
    return containerTypes.has(node.type);
  });
  return definitions;
}

const containerTypes = new Set<Block['type'] | string>([
  'root',
  'list',
  'listItem',
  'blockquote',
  'footnoteDefinition',
]);
