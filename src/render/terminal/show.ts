/** `show` for a person: where the section stands, then the section rendered. */
import { headingsTo } from '../../core/note.ts';
import type { Format, Shown } from '../answer.ts';
import { untitled } from '../labels.ts';
import { safeLine } from '../safe-text.ts';
import { blocksOf } from '../shown-blocks.ts';
import { fill } from './fill.ts';
import { renderBlocks } from './markdown.ts';
import { themeFor } from './theme.ts';

export const terminalShow: Format = {
  *show(shown, context) {
    const theme = themeFor(context);
    let between = '';
    for (const one of shown) {
      const where = [one.note.path, ...headingsIn(one)]
        .map((part) => safeLine(part || untitled))
        .join(` ${theme.arrow} `);
      yield `${between}${fill(where, '', '  ', context.width, theme.dim)}\n\n${renderBlocks(blocksOf(one), theme, context)}\n`;
      between = '\n';
    }
  },
};

/** The headings down to a section, without the one that is the note's title. */
function headingsIn({ note, section }: Shown): string[] {
  const headings = headingsTo(section);
  return headings[0] === note.title ? headings.slice(1) : headings;
}
