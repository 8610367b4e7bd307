/** `terminal`: for a person; `show` is in `show.ts`, which loads a renderer of Markdown. */
import stringWidth from 'string-width';
import type { Comparison, Item, Link, Note, Passage, TradeOff } from '../../core/note.ts';
import type { Side } from '../../core/sides.ts';
import type { TreeLine } from '../../core/tree-lines.ts';
import type { Context, Format } from '../answer.ts';
import { comparedSides, nothingSaid, sideNames, untitled } from '../labels.ts';
import { groupOf } from '../markdown.ts';
import { safeLine, safeText } from '../safe-text.ts';
import { fill } from './fill.ts';
import { renderTable } from './table.ts';
import type { Theme } from './theme.ts';
import { themeFor } from './theme.ts';

export const terminal: Format = {
  *list(notes, context) {
    const theme = themeFor(context);
    const rows = notes.map(({ note, headings, links }) => ({
      path: safeLine(note.path),
      title: safeLine(note.title),
      counts: `${count(headings, 'heading')}, ${count(links, 'link')}`,
    }));
    const widest = Math.min(Math.max(0, ...rows.map(({ title }) => stringWidth(title))), Math.floor(context.width / 2));
    for (const { path, title, counts } of rows) {
      const line = `${theme.strong(title)}${' '.repeat(Math.max(0, widest - stringWidth(title)))}  ${path}  ${theme.dim(counts)}`;
      yield stringWidth(line) <= context.width
        ? `${line}\n`
        : `${fill(title, '', '', context.width, theme.strong)}\n${fill(`${path}, ${counts}`, '  ', '  ', context.width, theme.dim)}\n`;
    }
  },
  *tree(lines, context) {
    const theme = themeFor(context);
    const shown = withoutTitles(lines);
    const last = lastOnes(shown);
    const more: boolean[] = [];
    for (const [index, line] of shown.entries()) {
      more[line.level] = !last[index];
      const [first, rest] = branches(line.level, more, theme);
      yield `${treeName(line, theme.dim(first), theme.dim(rest), theme, context.width)}\n`;
    }
  },
  *links(links, context) {
    const theme = themeFor(context);
    let group = '';
    for (const one of links) {
      const next = `${one.note.path}\n${groupOf(one)}`;
      if (next !== group)
        yield `${group === '' ? '' : '\n'}${headed(groupOf(one), one.note.path, theme, context.width)}\n`;
      group = next;
      yield `${linkLines(one, theme, context.width)}\n`;
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
    const theme = themeFor(context);
    let between = '';
    for (const { note, line, info, text } of pieces) {
      const what = [`${note.path}:${line}`, info].filter((part) => part !== '').map(safeLine);
      yield `${between}${fill(what.join('  '), '', '  ', context.width, theme.dim)}\n${safeText(text)
        .split(/\r\n|\r|\n/)
        .map((one) => theme.code(one))
        .join('\n')}\n`;
      between = '\n';
    }
  },
  *tables(tables, context) {
    const theme = themeFor(context);
    let between = '';
    for (const { note, line, section, head, rows, align } of tables) {
      const where = section?.heading || note.title;
      const shown = {
        head: head.map(safeLine),
        rows: rows.map((row) => row.map(safeLine)),
        align: align.map((one) => one ?? null),
      };
      yield `${between}${headed(where, `${note.path}:${line}`, theme, context.width)}\n${renderTable(shown, context.width, theme)}\n`;
      between = '\n';
    }
  },
  *tasks(tasks, context) {
    const theme = themeFor(context);
    let group = '';
    for (const { note, section, line, text, done } of tasks) {
      const heading = section?.heading || note.title;
      const next = `${note.path}\n${heading}`;
      if (next !== group) yield `${group === '' ? '' : '\n'}${headed(heading, note.path, theme, context.width)}\n`;
      group = next;
      const place = theme.dim(` :${line}`);
      yield `${fill(text, `  ${done ? theme.done : theme.open} `, '    ', context.width - 8, done ? theme.dim : undefined)}${place}\n`;
    }
  },
  *quotes(passages, context) {
    const theme = themeFor(context);
    const bar = `${theme.dim(theme.bar)} `;
    for (const { note, line, text, remarks } of passages) {
      yield fill(text, bar, bar, context.width);
      if (context.hasContext)
        for (const remark of remarks)
          yield `\n${fill(remark.text, `    ${theme.bullet} `, '      ', context.width, theme.remark)}`;
      yield `${source(note, line, theme)}\n\n`;
    }
  },
  *remarks(passages, context) {
    const theme = themeFor(context);
    let about: Passage | undefined;
    for (const passage of passages) {
      if (context.hasContext && passage.about && passage.about !== about)
        yield `${fill(passage.about.text, `${theme.dim(theme.bar)} `, `${theme.dim(theme.bar)} `, context.width, theme.dim)}\n`;
      about = passage.about;
      yield `${fill(passage.text, `${theme.bullet} `, '  ', context.width)}${source(passage.note, passage.line, theme)}\n\n`;
    }
  },
};

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function source(note: Note, line: number, theme: Theme): string {
  return `\n  ${theme.dim(`${safeLine(note.path)}:${line}`)}`;
}

/** A link's text, address and kind, on one line where they fit; an address is never cut, so that it can be copied. */
function linkLines({ text, url, kind, count: times }: Link, theme: Theme, width: number): string {
  const name = safeLine(text);
  const what = theme.dim(kind + (times !== undefined && times > 1 ? ` ×${times}` : ''));
  const address = theme.link(safeLine(url));
  const start = `  ${theme.bullet} `;
  const hasName = name !== '' && name !== url;
  const line = `${start}${hasName ? `${name}  ` : ''}${address}  ${what}`;
  if (stringWidth(line) <= width) return line;
  const end = stringWidth(address) + stringWidth(what) + 6 <= width ? `${address}  ${what}` : `${address}\n    ${what}`;
  return hasName ? `${fill(name, start, '    ', width)}\n    ${end}` : `${start}${end}`;
}

/** @param first what stands before its first line, and `rest` before others */
function treeName({ note, section }: TreeLine, first: string, rest: string, theme: Theme, width: number): string {
  if (!section) return headed(note.title, note.path, theme, width, theme.strong);
  const name = safeLine(section.heading) || untitled;
  return fill(name, first, rest, width, section.label ? theme.emphasis : undefined);
}

/** A note's line has its title: a heading that only says it again, and holds all the rest, is left out. */
function withoutTitles(lines: readonly TreeLine[]): TreeLine[] {
  const shown: TreeLine[] = [];
  let isInTitle = false;
  for (const [index, line] of lines.entries()) {
    if (line.level === 0) isInTitle = false;
    if (isTitle(lines, index)) isInTitle = true;
    else shown.push(isInTitle ? { ...line, level: line.level - 1 } : line);
  }
  return shown;
}

function isTitle(lines: readonly TreeLine[], index: number): boolean {
  const line = lines[index];
  const before = lines[index - 1];
  if (!line || !before || before.section || before.level !== 0 || line.section?.heading !== line.note.title)
    return false;
  let next = index + 1;
  while ((lines[next]?.level ?? 0) > 1) next++;
  return (lines[next]?.level ?? 0) === 0;
}

/** For each line, whether no line of its level follows before one of a lesser level. */
function lastOnes(lines: readonly TreeLine[]): boolean[] {
  const isLast: boolean[] = [];
  const seen: boolean[] = [];
  for (let index = lines.length - 1; index >= 0; index--) {
    const level = lines[index]?.level ?? 0;
    isLast[index] = !seen[level];
    seen.length = level;
    seen[level] = true;
  }
  return isLast;
}

/** What stands before the first line of a name in a tree, and before those after it. */
function branches(level: number, more: readonly boolean[], { branch }: Theme): [first: string, rest: string] {
  if (level === 0) return ['', ''];
  let text = '';
  for (let above = 1; above < level; above++) text += more[above] ? branch[2] : branch[3];
  return [text + (more[level] ? branch[0] : branch[1]), text + (more[level] ? branch[2] : branch[3])];
}

function* group(
  tradeOff: TradeOff,
  sides: readonly (readonly [Side | 'neutral', string])[],
  context: Context,
): Iterable<string> {
  const theme = themeFor(context);
  yield `${headed(tradeOff.topic, `${tradeOff.note.path}:${tradeOff.line}`, theme, context.width)}\n`;
  yield* sidesOf(tradeOff, sides, context);
}

/** A heading and where it stands; on the next line where both do not fit on one. */
function headed(heading: string, place: string, theme: Theme, width: number, style = theme.heading): string {
  const [name, where] = [safeLine(heading), safeLine(place)];
  if (stringWidth(name) + stringWidth(where) + 2 <= width) return `${style(name)}  ${theme.dim(where)}`;
  return `${fill(name, '', '', width, style)}\n${fill(where, '  ', '  ', width, theme.dim)}`;
}

function* sidesOf(
  tradeOff: TradeOff,
  sides: readonly (readonly [Side | 'neutral', string])[],
  context: Context,
): Iterable<string> {
  const theme = themeFor(context);
  for (const [side, name] of sides) {
    if (tradeOff[side].length === 0) continue;
    const { style, mark } = look(side, theme);
    yield `  ${style(theme.label(name))}\n`;
    for (const item of tradeOff[side]) yield itemLines(item, style(mark), theme, context);
  }
}

function look(side: Side | 'neutral', theme: Theme): { style: (text: string) => string; mark: string } {
  if (side === 'pros') return { style: theme.pro, mark: '+' };
  if (side === 'cons') return { style: theme.con, mark: '-' };
  return { style: theme.when, mark: side === 'useWhen' ? theme.arrow : side === 'avoidWhen' ? 'x' : '=' };
}

function itemLines(item: Item, mark: string, theme: Theme, { width }: Context): string {
  const text = item.quote ? `${theme.dim(theme.bar)} ` : '';
  const own = fill(item.text, `  ${mark} ${text}`, `    ${text}`, width);
  const remarks = item.remarks.map(
    (remark) => `\n${fill(remark.text, `      ${theme.bullet} `, '        ', width, theme.remark)}`,
  );
  return `${own}${remarks.join('')}\n`;
}

/** Pros and cons stand side by side where there are so many columns. */
const leastForTwo = 100;
/** A topic of a comparison gets at least so many columns, or the topics stand under one another. */
const leastForTopic = 26;

/** One topic: pros and cons side by side, the rest under them. */
function* beside(tradeOff: TradeOff, context: Context): Iterable<string> {
  const theme = themeFor(context);
  yield `${headed(tradeOff.topic, `${tradeOff.note.path}:${tradeOff.line}`, theme, context.width)}\n`;
  const wide = Math.floor((context.width - 5) / 2);
  const [left = [], right = []] = (['pros', 'cons'] as const).map((side) => {
    const { style, mark } = look(side, theme);
    const name = sideNames.find(([candidate]) => candidate === side)?.[1] ?? '';
    const lines = tradeOff[side].map((item) => itemLines(item, style(mark), theme, { ...context, width: wide }));
    return [`  ${style(theme.label(name))}`, ...lines.join('').trimEnd().split('\n')];
  });
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const first = left[at] ?? '';
    yield `${first}${' '.repeat(Math.max(0, wide - stringWidth(first)))} ${theme.dim(theme.bar)} ${right[at] ?? ''}`.trimEnd();
    yield '\n';
  }
  yield* sidesOf(tradeOff, sideNames.slice(2), context);
}

/** A table with a column a topic, or the topics under one another where that would be too narrow. */
function* compared(comparison: Comparison, context: Context): Iterable<string> {
  const theme = themeFor(context);
  const isWide = (context.width - 16) / comparison.length >= leastForTopic;
  if (!isWide) {
    let between = '';
    for (const { topic, tradeOffs } of comparison) {
      if (tradeOffs.length === 0)
        yield `${between}${fill(topic, '', '', context.width, theme.heading)}\n  ${theme.dim(nothingSaid)}\n`;
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
  const rows = sides.map(({ side, name, cells }) => {
    const { style, mark } = look(side, theme);
    const entry = ({ text, remarks }: Item) => [
      `${style(mark)} ${safeLine(text)}`,
      ...remarks.map((remark) => `  ${theme.bullet} ${theme.remark(safeLine(remark.text))}`),
    ];
    return [style(theme.label(name)), ...cells.map((items) => items.flatMap(entry).join('\n'))];
  });
  if (nothing) rows.unshift(['', ...nothing.map((cell) => theme.dim(cell))]);
  const head = ['', ...comparison.map(({ topic }) => safeLine(topic))];
  yield `${renderTable({ head, rows, align: head.map(() => null), hang: 2 }, context.width, theme)}\n`;
}
