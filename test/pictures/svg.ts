/** What a terminal shows, as a picture: xterm.js reads the escapes, and each of its cells is drawn. */
import xterm from '@xterm/headless';

export interface Look {
  /** What the picture is of, for those who do not see it. */
  readonly title: string;
  readonly columns: number;
  readonly background: string;
  readonly foreground: string;
}

const cell = { width: 8.4, height: 19, size: 14, margin: 16 };

/** The 16 colors, where a program asks for them by number. */
const palette =
  '#21262d #ff7b72 #7ee787 #f2cc60 #79c0ff #d2a8ff #56d4dd #c9d1d9 #8b949e #ffa198 #aff5b4 #f8e3a1 #a5d6ff #e2c5ff #b3f0ff #ffffff'.split(
    ' ',
  );

/** @returns an SVG of what a terminal of so many columns shows when it is given a text */
export async function pictureOf(text: string, { title, columns, background, foreground }: Look): Promise<string> {
  const rows = text.split('\n').length;
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true, scrollback: 0 });
  await new Promise<void>((resolve) => terminal.write(text.replace(/\n$/, ''), resolve));
  const behind: string[] = [];
  const lines: string[] = [];
  let last = 0;
  for (let row = 0; row < rows; row++) {
    const line = terminal.buffer.active.getLine(row);
    if (!line) continue;
    const spans: string[] = [];
    for (let column = 0; column < columns; column++) {
      const shown = line.getCell(column);
      const chars = shown?.getChars() ?? '';
      if (!shown || chars === '' || (chars === ' ' && !shown.isInverse() && shown.isBgDefault())) continue;
      last = row + 1;
      const own = colorOf(shown.getFgColor(), shown.isFgDefault(), shown.isFgRGB(), foreground);
      const other = colorOf(shown.getBgColor(), shown.isBgDefault(), shown.isBgRGB(), background);
      const [front, back] = shown.isInverse() ? [other, own] : [own, other];
      const x = round(cell.margin + column * cell.width);
      const width = round(shown.getWidth() * cell.width);
      if (back !== background)
        behind.push(
          `<rect x="${x}" y="${cell.margin + row * cell.height}" width="${width}" height="${cell.height}" fill="${back}"/>`,
        );
      const looks = [
        `x="${x}"`,
        front === foreground ? '' : `fill="${front}"`,
        shown.isBold() ? 'font-weight="bold"' : '',
        shown.isItalic() ? 'font-style="italic"' : '',
        shown.isDim() ? 'opacity="0.65"' : '',
        shown.isUnderline()
          ? 'text-decoration="underline"'
          : shown.isStrikethrough()
            ? 'text-decoration="line-through"'
            : '',
      ].filter((look) => look !== '');
      spans.push(`<tspan ${looks.join(' ')}>${escaped(chars)}</tspan>`);
    }
    lines.push(`<text y="${cell.margin + row * cell.height + cell.size}">${spans.join('')}</text>`);
  }
  const width = Math.ceil(columns * cell.width + 2 * cell.margin);
  const height = last * cell.height + 2 * cell.margin;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" rx="8" fill="${background}"/>`,
    ...behind,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${cell.size}" fill="${foreground}" xml:space="preserve">`,
    ...lines.slice(0, last),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function colorOf(color: number, isDefault: boolean, isRgb: boolean, otherwise: string): string {
  if (isDefault) return otherwise;
  if (isRgb) return `#${color.toString(16).padStart(6, '0')}`;
  return palette[color] ?? otherwise;
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (char) => (char === '&' ? '&amp;' : char === '<' ? '&lt;' : '&gt;'));
}
