/** `urls`: the address of each link, one a line; white space and control characters in it are percent-encoded. */
import type { Format } from './answer.ts';

export const urls: Format = {
  *links(links, { lineEnd }) {
    for (const { url } of links)
      yield url.replace(/[\0-\x20\x7f-\x9f\u2028\u2029]/g, (char) => encodeURIComponent(char)) + lineEnd;
  },
};
