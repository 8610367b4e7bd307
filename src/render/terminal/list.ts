/** `list` at a terminal: titles and paths, then dates, tags and counts if there is room for them. */
import { sanitizeLine } from '../../core/escape.ts';
import type { ListedNote, RenderContext } from '../answers.ts';
import { formatCount } from '../wording.ts';
import { countPathEnds, shortenPath, takeStart } from './shorten.ts';
import { getTheme } from './theme.ts';
import { measureWidest, measureWidth, padToWidth } from './width.ts';
import { applyStyle, wrapRuns, wrapText } from './wrap.ts';

const gap = '  ';
const maxTagsWidth = 30;

interface Row {
  readonly title: string;
  readonly path: string;
  /** Each is left out if there is no room. */
  readonly details: readonly string[];
}

export function* renderList(notes: readonly ListedNote[], context: RenderContext): Generator<string> {
  const { styles, signs } = getTheme(context);
  const rows = notes.map((listed) => toRow(listed, signs.ellipsis));
  const paths = rows.map(({ path }) => path);
  const isDistinct = (texts: readonly string[]) => texts.length < 2 || texts.some((text) => text !== texts[0]);
  const titles = rows.map(({ title }) => title);
  const titleWidth = isDistinct(titles) ? Math.min(measureWidest(titles), Math.floor(context.width * 0.45)) : 0;
  const pathFrom = titleWidth === 0 ? 0 : titleWidth + gap.length;
  const pathWidth = Math.min(measureWidest(paths), Math.max(0, context.width - pathFrom));
  let end = pathFrom + pathWidth;
  const columns: { readonly index: number; readonly width: number }[] = [];
  for (const index of rows[0]?.details.keys() ?? []) {
    const texts = rows.map(({ details }) => details[index] ?? '');
    const width = measureWidest(texts);
    if (width === 0 || !isDistinct(texts)) continue;
    if (end + gap.length + width > context.width) continue;
    columns.push({ index, width });
    end += gap.length + width;
  }
  const pathEnds = measureWidest(paths) > pathWidth ? countPathEnds(paths) : new Map<string, number>();
  for (const { title, path, details } of rows) {
    const shownPath = shortenPath(path, pathWidth, signs.ellipsis, pathEnds);
    if (shownPath === undefined) {
      if (titleWidth > 0) yield `${wrapText(title, '', '', context.width, styles.strong)}\n`;
      yield `${wrapText(path, gap, gap, context.width, styles.muted)}\n`;
      continue;
    }
    const cells = columns.map(({ index, width }) => padToWidth(details[index] ?? '', width));
    const [first = '', ...nextLines] =
      titleWidth > 0
        ? wrapRuns([{ text: title, style: styles.strong }], titleWidth - gap.length, titleWidth).lines
        : [];
    const start = titleWidth > 0 ? padToWidth(first, titleWidth) + gap : '';
    const end = applyStyle(styles.muted, cells.join(gap).trimEnd());
    yield `${`${start}${end === '' ? shownPath : padToWidth(shownPath, pathWidth) + gap + end}`.trimEnd()}\n`;
    for (const line of nextLines) yield `${gap}${line}\n`;
  }
}

function toRow({ note, headings, links }: ListedNote, ellipsis: string): Row {
  const tags = sanitizeLine(note.tags.map((tag) => `#${tag}`).join(' '));
  const shownTags =
    measureWidth(tags) > maxTagsWidth ? takeStart(tags, maxTagsWidth - measureWidth(ellipsis)) + ellipsis : tags;
  return {
    title: sanitizeLine(note.title),
    path: sanitizeLine(note.path),
    details: [
      // The date in front matter is a day in UTC. The time of the last change says little: a clone sets it for all notes.
      note.date === note.modified ? '' : new Date(note.date).toISOString().slice(0, 10),
      shownTags,
      `${formatCount(headings, 'heading')}, ${formatCount(links, 'link')}`,
    ],
  };
}
