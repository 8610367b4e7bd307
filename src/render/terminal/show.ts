/** `show` for a person: where the section stands, then the section rendered. */
import { headingsTo } from '../../core/note.ts';
import type { Format } from '../answer.ts';
import { untitled } from '../labels.ts';
import { safeLine } from '../safe-text.ts';
import { blocksOf } from '../shown-blocks.ts';
import { renderBlocks } from './markdown.ts';
import { themeFor } from './theme.ts';

export const terminalShow: Format = {
  *show(shown, context) {
    const theme = themeFor(context);
    let between = '';
    for (const one of shown) {
      const where = [one.note.path, ...headingsTo(one.section)]
        .map((part) => safeLine(part || untitled))
        .join(` ${theme.arrow} `);
      yield `${between}${theme.dim(where)}\n\n${renderBlocks(blocksOf(one), theme, context)}\n`;
      between = '\n';
    }
  },
};
