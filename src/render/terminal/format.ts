/** `terminal`: output for a person. `show` is in `show.ts`, which loads the Markdown renderer. */

import { sanitizeLine, sanitizeText } from '../../core/escape.ts';
import type { Comparison, Item, Link, Note, Passage, TradeOff } from '../../core/note.ts';
import { getHeadingPath } from '../../core/note.ts';
import type { TreeLine } from '../../core/outline-lines.ts';
import type { Snippet } from '../../core/query/search.ts';
import type { Side } from '../../core/tradeoffs/lexicon/lexicon.ts';
import type { Chunk, Format, RenderContext, TopicCount } from '../answers.ts';
import { minSideBySideWidth } from '../answers.ts';
import { getLinkHeading } from '../markdown.ts';
import type { ComparedItem } from '../wording.ts';
import {
  formatCount,
  formatSides,
  formatSources,
  getComparisonHead,
  getComparisonRows,
  sideNames,
  untitled,
} from '../wording.ts';
import { CodeWriter } from './code.ts';
import { renderLinks } from './link-list.ts';
import { renderList } from './list.ts';
import type { Cell } from './table.ts';
import { renderTabular } from './table.ts';
import type { Theme } from './theme.ts';
import { getTheme } from './theme.ts';
import { countHeadings, drawBranches, removeTitleHeadings } from './tree.ts';
import { measureWidest, measureWidth, padToWidth } from './width.ts';
import type { Run, Style } from './wrap.ts';
import { applyStyle, nestStyles, wrapRuns, wrapText } from './wrap.ts';

export const terminal: Format = {
  list: renderList,
  *tree(lines, context) {
    const theme = getTheme(context);
    const visibleLines = removeTitleHeadings(lines);
    const counts = countHeadings(visibleLines);
    for (const [index, [firstPrefix, nextPrefix]] of drawBranches(visibleLines, theme.signs).entries()) {
      const line = visibleLines[index];
      if (index > 0 && line?.level === 0) yield '\n';
      if (line) yield `${renderTreeLine(line, firstPrefix, nextPrefix, counts[index] ?? 0, context)}\n`;
    }
  },
  *links(links, context) {
    let separator = '';
    for (const group of groupLinks(links)) {
      const [first] = group;
      yield `${separator}${renderHeading(getLinkHeading(first), first.note.path, context)}\n`;
      yield* renderLinks(group, context);
      separator = '\n';
    }
  },
  *pros(tradeOffs, context) {
    yield* renderTradeOffs(tradeOffs, [['pros', 'Pros']], context);
  },
  *cons(tradeOffs, context) {
    yield* renderTradeOffs(tradeOffs, [['cons', 'Cons']], context);
  },
  *proscons(tradeOffs, context) {
    let separator = '';
    for (const tradeOff of tradeOffs) {
      yield separator;
      yield* context.isSideBySide &&
      context.width >= minSideBySideWidth &&
      tradeOff.pros.length > 0 &&
      tradeOff.cons.length > 0
        ? renderSideBySide(tradeOff, context)
        : renderTradeOff(tradeOff, sideNames, context);
      separator = '\n';
    }
  },
  *compare(comparisons, context) {
    for (const comparison of comparisons) yield* renderComparison(comparison, context);
  },
  *code(pieces, context) {
    const { styles } = getTheme(context);
    const code = new CodeWriter(getTheme(context), context);
    let separator = '';
    for (const { note, line, info, language, text } of pieces) {
      const caption = [`${note.path}:${line}`, info].filter((part) => part !== '').map(sanitizeLine);
      yield `${separator}${wrapText(caption.join('  '), '', '  ', context.width, styles.muted)}\n`;
      for (const codeLine of code.renderLines({ lang: language, value: text }, context.width))
        yield typeof codeLine === 'string' ? `${codeLine}\n` : codeLine;
      separator = '\n';
    }
  },
  *tables(tables, context) {
    const theme = getTheme(context);
    let separator = '';
    for (const { note, line, section, head, rows, align } of tables) {
      yield `${separator}${renderHeading(section?.heading || note.title, `${note.path}:${line}`, context)}\n`;
      const tabular = {
        head: head.map((cell) => toCell(cell, theme.styles.strong)),
        rows: () => rows.map((row) => row.map((cell) => toCell(cell))),
        align,
      };
      for (const tableLine of renderTabular(tabular, context.width, theme)) yield `${tableLine}\n`;
      separator = '\n';
    }
  },
  *tasks(tasks, context) {
    const { styles, signs } = getTheme(context);
    let currentGroup = '';
    for (const { note, section, line, text, state } of tasks) {
      const heading = section?.heading || note.title;
      const next = `${note.path}\n${heading}`;
      if (next !== currentGroup)
        yield `${currentGroup === '' ? '' : '\n'}${renderHeading(heading, note.path, context)}\n`;
      currentGroup = next;
      const location = applyStyle(styles.muted, ` :${line}`);
      const box = applyStyle(state === 'done' ? styles.pro : undefined, signs[state]);
      const [firstIndent, nextIndent] = [`  ${box} `, ' '.repeat(3 + measureWidth(box))];
      yield `${wrapText(text, firstIndent, nextIndent, context.width - 8, state === 'open' ? undefined : styles.muted)}${location}\n`;
    }
  },
  *search(hits, context) {
    const { styles, signs } = getTheme(context);
    let separator = '';
    for (const { note, section, snippet, heading, title, tags, line } of hits) {
      const parentHeadings = getHeadingPath(section?.parent).filter((parent) => parent !== note.title);
      const names = [...(title ? [title] : []), ...parentHeadings.map((text) => ({ text, marks: [] })), heading];
      const arrow = { text: ` ${signs.arrow} `, style: styles.heading };
      const runs = names.flatMap((name, index) => [
        ...(index > 0 ? [arrow] : []),
        ...markText({ ...name, text: name.text || untitled }, nestStyles(styles.heading, styles.mark), styles.heading),
      ]);
      yield `${separator}${renderMarkedHeading(runs, `${note.path}:${line}`, context)}\n`;
      const marked = tags.flatMap((tag) => [
        { text: '#', style: styles.muted },
        ...markText(tag, styles.mark, styles.muted),
        { text: '  ', style: undefined },
      ]);
      const width = Math.max(8, context.width - 2);
      for (const text of shortenLines([...marked, ...markText(snippet, styles.mark)], width)) yield `  ${text}\n`;
      separator = '\n';
    }
  },
  *topics(topics, context) {
    const { styles } = getTheme(context);
    const countsOf = ({ pros, cons }: TopicCount) => formatSides(pros, cons);
    const countsWidth = measureWidest(topics.map(countsOf));
    const topicWidth = Math.min(
      measureWidest(topics.map(({ topic }) => sanitizeLine(topic))),
      Math.max(16, Math.floor((context.width - countsWidth) / 2)),
    );
    const placeRoom = context.width - topicWidth - countsWidth - 4;
    for (const topic of topics) {
      const place = `${sanitizeLine(topic.note.path)}:${topic.line}`;
      const { lines } = wrapRuns([{ text: sanitizeLine(topic.topic), style: undefined }], topicWidth);
      const counts = countsOf(topic).padEnd(countsWidth);
      const isBeside = measureWidth(place) <= placeRoom;
      const details = applyStyle(styles.muted, isBeside ? `${counts}  ${place}` : counts.trimEnd());
      for (const [index, line] of lines.entries())
        yield index === 0 ? `${padToWidth(line, topicWidth)}  ${details}\n` : `${line}\n`;
      if (!isBeside) yield `${wrapText(place, '  ', '  ', context.width, styles.muted)}\n`;
    }
  },
  *tags(tags, context) {
    const { styles } = getTheme(context);
    const tagWidth = measureWidest(tags.map(({ tag }) => sanitizeLine(tag)));
    for (const { tag, notes } of tags)
      yield `${padToWidth(sanitizeLine(tag), tagWidth)}  ${applyStyle(styles.muted, formatCount(notes, 'note'))}\n`;
  },
  *config(settings, context) {
    const { styles } = getTheme(context);
    const keyWidth = measureWidest(settings.map(({ key }) => sanitizeLine(key)));
    const widest = measureWidest(settings.map(({ value }) => sanitizeLine(value)));
    const valueWidth = Math.min(widest, Math.max(20, context.width - keyWidth - 4 - 12));
    for (const { key, value, from } of settings) {
      const source = applyStyle(styles.muted, from === 'default' ? '' : sanitizeLine(from));
      const start = `${applyStyle(styles.strong, padToWidth(sanitizeLine(key), keyWidth))}  `;
      const { lines } = wrapRuns(
        [{ text: sanitizeLine(value), style: from === 'default' ? styles.muted : undefined }],
        valueWidth,
      );
      for (const [index, line] of (lines.length > 0 ? lines : ['']).entries())
        yield `${`${index === 0 ? start : ' '.repeat(keyWidth + 2)}${index === 0 ? `${padToWidth(line, valueWidth)}  ${source}` : line}`.trimEnd()}\n`;
    }
  },
  *lint(findings, context) {
    const { styles } = getTheme(context);
    const ruleWidth = findings.reduce((max, { rule }) => Math.max(max, rule.name.length), 0);
    let file = '';
    for (const { note, line, column, rule, message } of findings) {
      if (note.file !== file)
        yield `${file === '' ? '' : '\n'}${applyStyle(styles.title, sanitizeLine(context.formatPath(note)))}\n`;
      file = note.file;
      const location = `${line}:${column}`.padEnd(8);
      const start = `${applyStyle(styles.muted, location)} ${applyStyle(styles.con, rule.name.padEnd(ruleWidth))}`;
      const text = sanitizeLine(message);
      // Beside the names of rules, a narrow terminal has no room for messages.
      if (context.width - ruleWidth >= minMessageRoom)
        yield `${wrapText(text, `${start}  `, ' '.repeat(11 + ruleWidth), context.width)}\n`;
      else yield `${start.trimEnd()}\n${wrapText(text, ' '.repeat(9), ' '.repeat(9), context.width)}\n`;
    }
    const counts = [...Map.groupBy(findings, ({ rule }) => rule.name)].map(
      ([name, { length }]) => [name, length] as const,
    );
    yield '\n';
    for (const [name, count] of counts.sort(([, a], [, b]) => b - a))
      yield `${applyStyle(styles.muted, String(count).padStart(8))} ${applyStyle(styles.con, name)}\n`;
  },
  *difference(differences, context) {
    const { styles } = getTheme(context);
    const stylesByPrefix = new Map([
      ['+', styles.inserted],
      ['-', styles.removed],
      ['@', styles.muted],
    ]);
    for (const { patch } of differences)
      for (const line of sanitizeText(patch).trimEnd().split('\n')) {
        const style = stylesByPrefix.get(line.charAt(0));
        yield `${style ? applyStyle(style, line) : line}\n`;
      }
  },
  *files(notes) {
    for (const { path } of notes) yield `${sanitizeLine(path)}\n`;
  },
  *count(counts) {
    for (const number of counts) yield `${number}\n`;
  },
  *quotes(passages, context) {
    const { styles, signs } = getTheme(context);
    const bar = `${applyStyle(styles.quote, signs.bar)} `;
    for (const { note, line, text, remarks } of passages) {
      yield wrapLines(text, bar, context.width);
      if (context.hasContext) for (const { text: remark } of remarks) yield `\n${renderRemark(remark, '  ', context)}`;
      yield `${formatSource(note, line, context)}\n\n`;
    }
  },
  *remarks(passages, context) {
    const { styles, signs } = getTheme(context);
    const bar = `${applyStyle(styles.quote, signs.bar)} `;
    const bullet = `${applyStyle(styles.bullet, signs.bullets[0])} `;
    let about: Passage | undefined;
    for (const passage of passages) {
      if (context.hasContext && passage.about && passage.about !== about)
        yield `${wrapLines(passage.about.text, bar, context.width, styles.muted)}\n`;
      about = passage.about;
      yield `${wrapText(passage.text, bullet, '  ', context.width)}${formatSource(passage.note, passage.line, context)}\n\n`;
    }
  },
};

/** Wraps a text with line breaks; each line begins with `start`. */
function wrapLines(text: string, start: string, width: number, style?: Style): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? start.trimEnd() : wrapText(line, start, start, width, style)))
    .join('\n');
}

/** Columns of a line of `lint` without the name of the rule. */
const minMessageRoom = 60;

/** The maximum number of lines in an excerpt. */
const maxExcerptLines = 2;

/** Wraps an excerpt, and ends it with an ellipsis if it is too long. */
function shortenLines(runs: readonly Run[], width: number): string[] {
  const { lines } = wrapRuns([...runs], width);
  if (lines.length <= maxExcerptLines) return [...lines];
  const shown = wrapRuns([...runs], width - 1).lines.slice(0, maxExcerptLines);
  return shown.map((line, index) => (index === shown.length - 1 ? `${line.trimEnd()}…` : line));
}

/** Renders a heading with marks in it, and its location, which gets its own line if both do not fit on one. */
function renderMarkedHeading(runs: readonly Run[], location: string, context: RenderContext): string {
  const { styles } = getTheme(context);
  const safeLocation = sanitizeLine(location);
  const lines = wrapRuns([...runs], context.width).lines;
  const width = runs.reduce((sum, { text }) => sum + measureWidth(text), 0);
  return width + measureWidth(safeLocation) + 2 <= context.width
    ? `${lines.join('')}  ${applyStyle(styles.muted, safeLocation)}`
    : `${lines.join('\n')}\n${wrapText(safeLocation, '  ', '  ', context.width, styles.muted)}`;
}

function markText({ text, marks }: Pick<Snippet, 'text' | 'marks'>, style: Style | undefined, other?: Style): Run[] {
  const runs: Run[] = [];
  let at = 0;
  for (const [from, to] of marks) {
    runs.push(
      { text: sanitizeText(text.slice(at, from)), style: other },
      { text: sanitizeText(text.slice(from, to)), style },
    );
    at = to;
  }
  return [...runs, { text: sanitizeText(text.slice(at)), style: other }];
}

function formatSource(note: Note, line: number, context: RenderContext): string {
  return `\n  ${applyStyle(getTheme(context).styles.muted, `${sanitizeLine(note.path)}:${line}`)}`;
}

/** Renders a heading and its location, which gets its own line if both do not fit on one. */
function renderHeading(heading: string, location: string, context: RenderContext, style?: Style): string {
  const { styles } = getTheme(context);
  const [name, safeLocation] = [sanitizeLine(heading) || untitled, sanitizeLine(location)];
  const headingStyle = style ?? styles.heading;
  if (measureWidth(name) + measureWidth(safeLocation) + 2 <= context.width)
    return `${applyStyle(headingStyle, name)}  ${applyStyle(styles.muted, safeLocation)}`;
  return `${wrapText(name, '', '', context.width, headingStyle)}\n${wrapText(safeLocation, '  ', '  ', context.width, styles.muted)}`;
}

function renderTreeLine(
  { note, section }: TreeLine,
  firstPrefix: string,
  nextPrefix: string,
  headingCount: number,
  context: RenderContext,
): string {
  const { styles, signs } = getTheme(context);
  if (!section) {
    const details = headingCount > 0 ? `${note.path} ${signs.dot} ${formatCount(headingCount, 'heading')}` : note.path;
    return renderHeading(note.title, details, context, styles.strong);
  }
  const name = sanitizeLine(section.heading) || untitled;
  const [start, next] = [applyStyle(styles.muted, firstPrefix), applyStyle(styles.muted, nextPrefix)];
  const style = section.label ? styles.emphasis : undefined;
  return wrapText(name, start, next, context.width, style);
}

function* groupLinks(links: readonly Link[]): Generator<readonly [Link, ...Link[]]> {
  let group: [Link, ...Link[]] | undefined;
  for (const link of links) {
    if (group && group[0].note === link.note && getLinkHeading(group[0]) === getLinkHeading(link)) group.push(link);
    else {
      if (group) yield group;
      group = [link];
    }
  }
  if (group) yield group;
}

function* renderTradeOffs(
  tradeOffs: readonly TradeOff[],
  sides: readonly (readonly [Side | 'neutral', string])[],
  context: RenderContext,
): Iterable<string> {
  let separator = '';
  for (const tradeOff of tradeOffs) {
    yield separator;
    yield* renderTradeOff(tradeOff, sides, context);
    separator = '\n';
  }
}

function* renderTradeOff(
  tradeOff: TradeOff,
  sides: readonly (readonly [Side | 'neutral', string])[],
  context: RenderContext,
): Iterable<string> {
  yield `${renderHeading(tradeOff.topic, `${tradeOff.note.path}:${tradeOff.line}`, context)}\n`;
  yield* renderSides(tradeOff, sides, context);
}

function* renderSides(
  tradeOff: TradeOff,
  sides: readonly (readonly [Side | 'neutral', string])[],
  context: RenderContext,
): Iterable<string> {
  const theme = getTheme(context);
  let separator = '';
  for (const [side, name] of sides) {
    if (tradeOff[side].length === 0) continue;
    yield separator;
    separator = '\n';
    const { style, mark } = getSideMarker(side, theme);
    yield `  ${applyStyle(nestStyles(style, theme.styles.strong), name)}\n`;
    for (const item of tradeOff[side]) yield renderItem(item, applyStyle(style, mark), context);
  }
}

function getSideMarker(side: Side | 'neutral', { styles, signs }: Theme): { style: Style | undefined; mark: string } {
  if (side === 'pros') return { style: styles.pro, mark: '+' };
  if (side === 'cons') return { style: styles.con, mark: '-' };
  return { style: styles.when, mark: side === 'useWhen' ? signs.arrow : side === 'avoidWhen' ? 'x' : '=' };
}

function renderItem(item: Item, mark: string, context: RenderContext): string {
  const { styles, signs } = getTheme(context);
  const bar = item.quote ? `${applyStyle(styles.quote, signs.bar)} ` : '';
  const itemText = wrapText(item.text, `  ${mark} ${bar}`, `    ${bar}`, context.width);
  return `${[itemText, ...item.remarks.map(({ text }) => renderRemark(text, '    ', context))].join('\n')}\n`;
}

function renderRemark(text: string, indent: string, context: RenderContext): string {
  const { styles, signs } = getTheme(context);
  const firstIndent = `${indent}${applyStyle(styles.remark, signs.remark)} `;
  return wrapText(text, firstIndent, ' '.repeat(measureWidth(firstIndent)), context.width, styles.remark);
}

const minTopicWidth = 26;

function* renderSideBySide(tradeOff: TradeOff, context: RenderContext): Iterable<string> {
  const theme = getTheme(context);
  yield `${renderHeading(tradeOff.topic, `${tradeOff.note.path}:${tradeOff.line}`, context)}\n`;
  const columnWidth = Math.floor((context.width - 5) / 2);
  // The theme depends on other settings only, so it is the same for the narrower context.
  const columnContext = { ...context, width: columnWidth };
  const [left = [], right = []] = (['pros', 'cons'] as const).map((side) => {
    const { style, mark } = getSideMarker(side, theme);
    const name = sideNames.find(([candidate]) => candidate === side)?.[1] ?? '';
    const lines = tradeOff[side].map((item) => renderItem(item, applyStyle(style, mark), columnContext));
    return [`  ${applyStyle(nestStyles(style, theme.styles.strong), name)}`, ...lines.join('').trimEnd().split('\n')];
  });
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const bar = applyStyle(theme.styles.muted, theme.signs.bar);
    yield `${`${padToWidth(left[at] ?? '', columnWidth)} ${bar} ${right[at] ?? ''}`.trimEnd()}\n`;
  }
  const others = sideNames.slice(2);
  if (others.some(([side]) => tradeOff[side].length > 0)) yield '\n';
  yield* renderSides(tradeOff, others, context);
}

/** Renders a table with a column per topic. If that is too narrow, prints the topics one below another. */
function* renderComparison(topics: Comparison, context: RenderContext): Iterable<Chunk> {
  // Topics without items are listed below the table.
  const comparison = topics.filter(({ tradeOffs }) => tradeOffs.length > 0);
  const theme = getTheme(context);
  const { styles, signs } = theme;
  const isWide = (context.width - 16) / comparison.length >= minTopicWidth;
  if (!isWide) {
    let separator = '';
    for (const { tradeOffs } of comparison) {
      yield separator;
      yield* renderTradeOffs(tradeOffs, sideNames, context);
      separator = '\n';
    }
    return;
  }
  const lineEnd = { text: '\n', style: undefined };
  const rows = getComparisonRows(comparison).sides.map(({ side, name, cells }): Cell[] => {
    const { style, mark } = getSideMarker(side, theme);
    const itemToRuns = (item: ComparedItem) => [
      { text: mark, style },
      { text: ` ${sanitizeLine(item.text)}`, style: undefined },
      { text: formatSources(item), style: styles.muted },
      lineEnd,
      ...item.remarks.flatMap((remark) => [
        { text: `${signs.remark} ${sanitizeLine(remark.text)}`, style: styles.remark },
        lineEnd,
      ]),
    ];
    return [
      [{ text: name, style: nestStyles(style, styles.strong) }],
      ...cells.map((items) => items.flatMap(itemToRuns).slice(0, -1)),
    ];
  });
  const head = [
    [],
    ...getComparisonHead(comparison).map(({ topic, sources }) => [
      ...toCell(topic, styles.strong),
      ...sources.flatMap((source) => [lineEnd, { text: sanitizeLine(source), style: styles.muted }]),
    ]),
  ];
  const table = { head, rows: () => rows, align: head.map(() => undefined), hang: 2 };
  for (const line of renderTabular(table, context.width, theme)) yield `${line}\n`;
}

function toCell(text: string, style?: Style): Cell {
  const printableText = sanitizeLine(text);
  return printableText === '' ? [] : [{ text: printableText, style }];
}
