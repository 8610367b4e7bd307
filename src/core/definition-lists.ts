/**
 * Definition lists, as in PHP Markdown Extra and pandoc: a term, and below it lines that begin with a colon and a space.
 *
 *     HTTP
 *     : the protocol of the web
 *
 * To CommonMark, both are a paragraph, and they stay one in the tree. A paragraph that begins with a colon is a meaning if
 * it follows another paragraph.
 */
import type { Inline, Paragraph, Text } from './tree.ts';

export interface DefinitionGroup {
  /** Empty for a paragraph that has only meanings. */
  readonly term: readonly Inline[];
  readonly meanings: readonly (readonly Inline[])[];
}

const mark = /(?:^|\r\n|\n|\r):[ \t]+/;

/** Returns the term and the meanings of a paragraph, if it has meanings. */
export function splitDefinitions(paragraph: Paragraph): DefinitionGroup | undefined {
  const parts: Inline[][] = [[]];
  paragraph.children.forEach((inline, index) => {
    if (inline.type !== 'text') {
      parts.at(-1)?.push(inline);
      return;
    }
    const pieces = inline.value.split(index === 0 ? mark : /(?:\r\n|\n|\r):[ \t]+/);
    pieces.forEach((value, piece) => {
      if (piece > 0) parts.push([]);
      const text: Text = { type: 'text', from: inline.from, to: inline.to, value };
      if (value !== '') parts.at(-1)?.push(text);
    });
  });
  const [term = [], ...meanings] = parts;
  if (meanings.length === 0 || term.some((inline) => inline.type === 'text' && /[\r\n]/.test(inline.value)))
    return undefined;
  return { term, meanings };
}
