/** Lines to scroll through: the help, and the trade-offs of a note. */
import { cutLine } from './styled-line.ts';
import type { Size, View } from './view.ts';
import { scroll } from './view.ts';

/** @param layout lays the lines out for a width */
export function createTextView(title: string, layout: (columns: number) => readonly string[]): View {
  let top = 0;
  let rows = 1;
  let lines: readonly string[] = [];
  const lastTop = () => Math.max(0, lines.length - rows);
  return {
    render: async (size: Size) => {
      lines = layout(size.columns);
      rows = size.rows;
      top = Math.min(top, lastTop());
      return lines.slice(top, top + rows).map((line) => cutLine(line, size.columns));
    },
    status: () => ({
      left: title,
      right: lines.length > rows ? `${top + 1}–${Math.min(lines.length, top + rows)} of ${lines.length}` : '',
    }),
    onKey: ({ name }) => {
      const moved = scroll(name, top, rows, lastTop());
      if (moved !== undefined) top = moved;
      return moved !== undefined;
    },
  };
}
