/** `terminal`: for a person; `show` is in `show.ts`, which loads a renderer of Markdown. */

import { safeLine, safeText } from '../../core/escape.ts';
import type { Comparison, Item, Link, Note, Passage, TradeOff } from '../../core/note.ts';
import { headingsTo } from '../../core/note.ts';
import type { TreeLine } from '../../core/outline-lines.ts';
import type { Snippet } from '../../core/query/search.ts';
import type { Side } from '../../core/tradeoffs/lexicon/index.ts';
import type { Context, Format, ListedNote, Piece } from '../answers.ts';
import { groupOf } from '../markdown.ts';
import { comparedSides, nothingSaid, sideNames, untitled } from '../wording.ts';
import { CodeWriter } from './code.ts';
import { linkedAddress, shownUrl } from './links.ts';
import { shortenedPath } from './shorten.ts';
import type { Cell } from './table.ts';
import { tabularLines } from './table.ts';
import type { Theme } from './theme.ts';
import { themeOf } from './theme.ts';
import { branchesOf, countsOf, withoutTitles } from './tree.ts';
import { textWidth } from './width.ts';
import type { Run, Style } from './wrap.ts';
import { fill, fillLines, styled, within } from './wrap.ts';

export const terminal: Format = {
  list: listLines,
  *tree(lines, context) {
    const theme = themeOf(context);
    const shown = withoutTitles(lines);
    const counts = countsOf(shown);
    for (const [index, [first, rest]] of branchesOf(shown, theme.signs).entries()) {
      const line = shown[index];
      if (line) yield `${treeLine(line, first, rest, counts[index] ?? 0, context)}\n`;
    }
  },
  *links(links, context) {
    let between = '';
    for (const group of groupsOf(links)) {
      const [first] = group;
      yield `${between}${headed(groupOf(first), first.note.path, context)}\n`;
      yield* linkLines(group, context);
      between = '\n';
    }
  },
  *pros(tradeOffs, context) {
    for (const tradeOff of tradeOffs) yield* group(tradeOff, [['pros', 'Pros']], context);
  },
  *cons(tradeOffs, context) {
    for (const tradeOff of tradeOffs) yield* group(tradeOff, [['cons', 'Cons']], context);
  },
  *proscons(tradeOffs, context) {
    let between = '';
    for (const tradeOff of tradeOffs) {
      yield between;
      yield* context.isBeside && context.width >= leastForTwo && tradeOff.pros.length > 0 && tradeOff.cons.length > 0
        ? beside(tradeOff, context)
        : group(tradeOff, sideNames, context);
      between = '\n';
    }
  },
  *compare(comparisons, context) {
    for (const comparison of comparisons) yield* compared(comparison, context);
  },
  *code(pieces, context) {
    const { styles } = themeOf(context);
    const code = new CodeWriter(themeOf(context), context);
    let between = '';
    for (const { note, line, info, language, text } of pieces) {
      const what = [`${note.path}:${line}`, info].filter((part) => part !== '').map(safeLine);
      yield `${between}${fill(what.join('  '), '', '  ', context.width, styles.muted)}\n`;
      for (const laid of code.lines({ lang: language, value: text }, context.width))
        yield typeof laid === 'string' ? `${laid}\n` : laid;
      between = '\n';
    }
  },
  *tables(tables, context) {
    const theme = themeOf(context);
    let between = '';
    for (const { note, line, section, head, rows, align } of tables) {
      yield `${between}${headed(section?.heading || note.title, `${note.path}:${line}`, context)}\n`;
      const shown = {
        head: head.map((cell) => cellOf(cell, theme.styles.strong)),
        rows: () => rows.map((row) => row.map((cell) => cellOf(cell))),
        align,
      };
      for (const drawn of tabularLines(shown, context.width, theme)) yield `${drawn}\n`;
      between = '\n';
    }
  },
  *tasks(tasks, context) {
    const { styles, signs } = themeOf(context);
    let group = '';
    for (const { note, section, line, text, done } of tasks) {
      const heading = section?.heading || note.title;
      const next = `${note.path}\n${heading}`;
      if (next !== group) yield `${group === '' ? '' : '\n'}${headed(heading, note.path, context)}\n`;
      group = next;
      const place = styled(styles.muted, ` :${line}`);
      const box = styled(done ? styles.pro : undefined, done ? signs.done : signs.open);
      const [first, rest] = [`  ${box} `, ' '.repeat(3 + textWidth(box))];
      yield `${fill(text, first, rest, context.width - 8, done ? styles.muted : undefined)}${place}\n`;
    }
  },
  *search(hits, context) {
    const { styles, signs } = themeOf(context);
    let between = '';
    for (const { note, section, snippet, line } of hits) {
      const above = headingsTo(section?.parent).filter((heading) => heading !== note.title);
      const name = [...above, section?.heading || note.title].join(` ${signs.arrow} `);
      yield `${between}${headed(name, `${note.path}:${line}`, context)}\n`;
      const lines = fillLines(markedRuns(snippet, styles.mark), Math.max(8, context.width - 2)).lines;
      for (const text of lines) yield `  ${text}\n`;
      between = '\n';
    }
  },
  *tags(tags, context) {
    const { styles } = themeOf(context);
    const widest = tags.reduce((most, { tag }) => Math.max(most, textWidth(safeLine(tag))), 0);
    for (const { tag, notes } of tags)
      yield `${padded(safeLine(tag), widest)}  ${styled(styles.muted, count(notes, 'note'))}\n`;
  },
  *config(settings, context) {
    const { styles } = themeOf(context);
    const widest = settings.reduce((most, { key }) => Math.max(most, textWidth(safeLine(key))), 0);
    for (const { key, value, from } of settings)
      yield `${styled(styles.strong, padded(safeLine(key), widest))}  ${safeLine(value)}  ${styled(styles.muted, safeLine(from))}\n`;
  },
  *lint(findings, context) {
    const { styles } = themeOf(context);
    const widest = findings.reduce((most, { rule }) => Math.max(most, rule.name.length), 0);
    let file = '';
    for (const { note, line, column, rule, message } of findings) {
      if (note.file !== file)
        yield `${file === '' ? '' : '\n'}${styled(styles.title, safeLine(context.pathOf(note)))}\n`;
      file = note.file;
      const place = `${line}:${column}`.padEnd(8);
      const start = `${styled(styles.muted, place)} ${styled(styles.con, rule.name.padEnd(widest))}  `;
      yield `${fill(safeLine(message), start, ' '.repeat(11 + widest), context.width)}\n`;
    }
  },
  *difference(differences, context) {
    const { styles } = themeOf(context);
    const looks = new Map([
      ['+', styles.inserted],
      ['-', styles.removed],
      ['@', styles.muted],
    ]);
    for (const { patch } of differences)
      for (const line of safeText(patch).trimEnd().split('\n')) {
        const look = looks.get(line.charAt(0));
        yield `${look ? styled(look, line) : line}\n`;
      }
  },
  *files(notes) {
    for (const { path } of notes) yield `${safeLine(path)}\n`;
  },
  *count(counts) {
    for (const number of counts) yield `${number}\n`;
  },
  *quotes(passages, context) {
    const { styles, signs } = themeOf(context);
    const bar = `${styled(styles.quote, signs.bar)} `;
    for (const { note, line, text, remarks } of passages) {
      yield fill(text, bar, bar, context.width);
      if (context.hasContext) for (const { text: remark } of remarks) yield `\n${remarkLines(remark, '  ', context)}`;
      yield `${source(note, line, context)}\n\n`;
    }
  },
  *remarks(passages, context) {
    const { styles, signs } = themeOf(context);
    const bar = `${styled(styles.quote, signs.bar)} `;
    const bullet = `${styled(styles.bullet, signs.bullets[0])} `;
    let about: Passage | undefined;
    for (const passage of passages) {
      if (context.hasContext && passage.about && passage.about !== about)
        yield `${fill(passage.about.text, bar, bar, context.width, styles.muted)}\n`;
      about = passage.about;
      yield `${fill(passage.text, bullet, '  ', context.width)}${source(passage.note, passage.line, context)}\n\n`;
    }
  },
};

/** A snippet with what was looked for set off. */
function markedRuns({ text, marks }: Snippet, style: Style | undefined): Run[] {
  const runs: Run[] = [];
  let at = 0;
  for (const [from, to] of marks) {
    runs.push(
      { text: safeText(text.slice(at, from)), style: undefined },
      { text: safeText(text.slice(from, to)), style },
    );
    at = to;
  }
  return [...runs, { text: safeText(text.slice(at)), style: undefined }];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function source(note: Note, line: number, context: Context): string {
  return `\n  ${styled(themeOf(context).styles.muted, `${safeLine(note.path)}:${line}`)}`;
}

/** A heading and where it stands; on the next line where both do not fit on one. */
function headed(heading: string, place: string, context: Context, style?: Style): string {
  const { styles } = themeOf(context);
  const [name, where] = [safeLine(heading) || untitled, safeLine(place)];
  const own = style ?? styles.heading;
  if (textWidth(name) + textWidth(where) + 2 <= context.width)
    return `${styled(own, name)}  ${styled(styles.muted, where)}`;
  return `${fill(name, '', '', context.width, own)}\n${fill(where, '  ', '  ', context.width, styles.muted)}`;
}

/** Below so many columns a path has a line of its own. */
const leastForPath = 14;

/** Titles, paths and counts in columns. A title has as many lines as it needs, a path is shortened. */
function* listLines(notes: readonly ListedNote[], context: Context): Generator<string> {
  const { styles, signs } = themeOf(context);
  const rows = notes.map(({ note, headings, links }) => ({
    path: safeLine(note.path),
    title: safeLine(note.title),
    counts: `${count(headings, 'heading')}, ${count(links, 'link')}`,
  }));
  const widest = (texts: readonly string[]) => texts.reduce((most, text) => Math.max(most, textWidth(text)), 0);
  const titles = Math.min(widest(rows.map(({ title }) => title)), Math.floor(context.width * 0.45));
  const counts = widest(rows.map((row) => row.counts));
  const paths = Math.min(widest(rows.map(({ path }) => path)), context.width - titles - counts - 4);
  for (const row of rows) {
    if (paths < leastForPath && paths < textWidth(row.path)) {
      yield `${fill(row.title, '', '', context.width, styles.strong)}\n`;
      yield `${fill(`${row.path}, ${row.counts}`, '  ', '  ', context.width, styles.muted)}\n`;
      continue;
    }
    const [first = '', ...rest] = fillLines([{ text: row.title, style: styles.strong }], titles).lines;
    const path = shortenedPath(row.path, paths, signs.ellipsis);
    yield `${padded(first, titles)}  ${padded(path, paths)}  ${styled(styles.muted, row.counts)}\n`;
    for (const line of rest) yield `${line}\n`;
  }
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)));
}

function treeLine({ note, section }: TreeLine, first: string, rest: string, below: number, context: Context): string {
  const { styles, signs } = themeOf(context);
  if (!section) {
    const where = below > 0 ? `${note.path} ${signs.dot} ${count(below, 'heading')}` : note.path;
    return headed(note.title, where, context, styles.strong);
  }
  const name = safeLine(section.heading) || untitled;
  const shown = below > 0 ? styled(styles.muted, `  ${below}`) : '';
  const [start, next] = [styled(styles.muted, first), styled(styles.muted, rest)];
  const own = section.label ? styles.emphasis : undefined;
  return fill(name, start, next, context.width - textWidth(shown), own) + shown;
}

/** Links of one heading. */
function* groupsOf(links: readonly Link[]): Generator<readonly [Link, ...Link[]]> {
  let group: [Link, ...Link[]] | undefined;
  for (const link of links) {
    if (group && group[0].note === link.note && groupOf(group[0]) === groupOf(link)) group.push(link);
    else {
      if (group) yield group;
      group = [link];
    }
  }
  if (group) yield group;
}

/**
 * Texts, addresses and kinds in columns where they fit; else an address has a line of its own. It is never cut, so that it
 * can be copied.
 */
function* linkLines(links: readonly Link[], context: Context): Generator<string> {
  const { styles, signs } = themeOf(context);
  const start = `  ${styled(styles.bullet, signs.bullets[0])} `;
  const rows = links.map(({ text, url, kind, count: times }) => {
    // A wiki link's target is no address: its spaces are its own.
    const address = /^[a-z][a-z0-9+.-]*:|\/\//i.test(url) ? shownUrl(url) : safeLine(url);
    return {
      name: text === '' || text === url ? '' : safeLine(text),
      address,
      linked: styled(linkedAddress(url, context, styles.link), address),
      what: kind + (times !== undefined && times > 1 ? ` ${signs.times}${times}` : ''),
    };
  });
  const fits = rows.filter(({ name, address, what }) => lineWidth(name, address, what) <= context.width);
  let names = fits.reduce((most, { name }) => Math.max(most, textWidth(name)), 0);
  if (fits.some(({ address, what }) => lineWidth('x'.repeat(names), address, what) > context.width)) names = 0;
  for (const row of rows) {
    const what = styled(styles.muted, row.what);
    if (fits.includes(row)) {
      const name = row.name === '' ? '' : `${padded(row.name, names)}  `;
      yield `${start}${name}${row.linked}  ${what}\n`;
      continue;
    }
    if (row.name !== '') yield `${fill(row.name, start, '    ', context.width)}\n`;
    const isOnOne = lineWidth('', row.address, row.what) <= context.width;
    yield `${row.name === '' ? start : '    '}${row.linked}${isOnOne ? '  ' : '\n    '}${what}\n`;
  }
}

function lineWidth(name: string, address: string, what: string): number {
  return 4 + (name === '' ? 0 : textWidth(name) + 2) + textWidth(address) + 2 + textWidth(what);
}

function* group(
  tradeOff: TradeOff,
  sides: readonly (readonly [Side | 'neutral', string])[],
  context: Context,
): Iterable<string> {
  yield `${headed(tradeOff.topic, `${tradeOff.note.path}:${tradeOff.line}`, context)}\n`;
  yield* sidesOf(tradeOff, sides, context);
}

function* sidesOf(
  tradeOff: TradeOff,
  sides: readonly (readonly [Side | 'neutral', string])[],
  context: Context,
): Iterable<string> {
  const theme = themeOf(context);
  for (const [side, name] of sides) {
    if (tradeOff[side].length === 0) continue;
    const { style, mark } = look(side, theme);
    yield `  ${styled(within(style, theme.styles.strong), name)}\n`;
    for (const item of tradeOff[side]) yield itemLines(item, styled(style, mark), context);
  }
}

function look(side: Side | 'neutral', { styles, signs }: Theme): { style: Style | undefined; mark: string } {
  if (side === 'pros') return { style: styles.pro, mark: '+' };
  if (side === 'cons') return { style: styles.con, mark: '-' };
  return { style: styles.when, mark: side === 'useWhen' ? signs.arrow : side === 'avoidWhen' ? 'x' : '=' };
}

function itemLines(item: Item, mark: string, context: Context): string {
  const { styles, signs } = themeOf(context);
  const bar = item.quote ? `${styled(styles.quote, signs.bar)} ` : '';
  const own = fill(item.text, `  ${mark} ${bar}`, `    ${bar}`, context.width);
  return `${[own, ...item.remarks.map(({ text }) => remarkLines(text, '    ', context))].join('\n')}\n`;
}

/** What the reader says of a quote, beneath it. */
function remarkLines(text: string, indent: string, context: Context): string {
  const { styles, signs } = themeOf(context);
  const first = `${indent}${styled(styles.remark, signs.remark)} `;
  return fill(text, first, ' '.repeat(textWidth(first)), context.width, styles.remark);
}

/** Pros and cons stand side by side where there are so many columns. */
const leastForTwo = 100;
/** A topic of a comparison gets at least so many columns, or the topics stand under one another. */
const leastForTopic = 26;

/** One topic: pros and cons side by side, the rest under them. */
function* beside(tradeOff: TradeOff, context: Context): Iterable<string> {
  const theme = themeOf(context);
  yield `${headed(tradeOff.topic, `${tradeOff.note.path}:${tradeOff.line}`, context)}\n`;
  const wide = Math.floor((context.width - 5) / 2);
  // Looked up by the context that it is part of: a narrower one has the same theme.
  const narrow = { ...context, width: wide };
  const [left = [], right = []] = (['pros', 'cons'] as const).map((side) => {
    const { style, mark } = look(side, theme);
    const name = sideNames.find(([candidate]) => candidate === side)?.[1] ?? '';
    const lines = tradeOff[side].map((item) => itemLines(item, styled(style, mark), narrow));
    return [`  ${styled(within(style, theme.styles.strong), name)}`, ...lines.join('').trimEnd().split('\n')];
  });
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const bar = styled(theme.styles.muted, theme.signs.bar);
    yield `${`${padded(left[at] ?? '', wide)} ${bar} ${right[at] ?? ''}`.trimEnd()}\n`;
  }
  yield* sidesOf(tradeOff, sideNames.slice(2), context);
}

/** A table with a column a topic, or the topics under one another where that would be too narrow. */
function* compared(comparison: Comparison, context: Context): Iterable<Piece> {
  const theme = themeOf(context);
  const { styles, signs } = theme;
  const isWide = (context.width - 16) / comparison.length >= leastForTopic;
  if (!isWide) {
    let between = '';
    for (const { topic, tradeOffs } of comparison) {
      if (tradeOffs.length === 0)
        yield `${between}${fill(topic, '', '', context.width, styles.heading)}\n  ${styled(styles.muted, nothingSaid)}\n`;
      for (const tradeOff of tradeOffs) {
        yield between;
        yield* group(tradeOff, sideNames, context);
        between = '\n';
      }
      between = '\n';
    }
    return;
  }
  const { nothing, sides } = comparedSides(comparison);
  const rows = sides.map(({ side, name, cells }): Cell[] => {
    const { style, mark } = look(side, theme);
    const lineEnd = { text: '\n', style: undefined };
    const entry = ({ text, remarks }: Item) => [
      { text: mark, style },
      { text: ` ${safeLine(text)}`, style: undefined },
      lineEnd,
      ...remarks.flatMap((remark) => [
        { text: `${signs.remark} ${safeLine(remark.text)}`, style: styles.remark },
        lineEnd,
      ]),
    ];
    return [
      [{ text: name, style: within(style, styles.strong) }],
      ...cells.map((items) => items.flatMap(entry).slice(0, -1)),
    ];
  });
  if (nothing) rows.unshift([[], ...nothing.map((cell) => cellOf(cell, styles.muted))]);
  const head = ['', ...comparison.map(({ topic }) => topic)].map((topic) => cellOf(topic, styles.strong));
  const table = { head, rows: () => rows, align: head.map(() => undefined), hang: 2 };
  for (const line of tabularLines(table, context.width, theme)) yield `${line}\n`;
}

function cellOf(text: string, style?: Style): Cell {
  const shown = safeLine(text);
  return shown === '' ? [] : [{ text: shown, style }];
}
