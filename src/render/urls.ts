/** `urls`: the address of each link, one per line, with white space and control characters percent-encoded. */

import { encodeControls } from '../core/escape.ts';
import type { Format } from './answers.ts';

export const urls: Format = {
  *links(links, { lineEnd }) {
    for (const { url } of links) yield encodeControls(url, true) + lineEnd;
  },
};
