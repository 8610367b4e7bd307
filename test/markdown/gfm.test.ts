/**
 * GFM's own examples, where they are at hand: `GFM_TESTS` names the folder `test` of cmark-gfm's source, which no package of
 * npm carries.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { difference } from './oracle.ts';

const folder = process.env.GFM_TESTS;

function examplesOf(file: string): string[] {
  const text = readFileSync(join(folder ?? '', file), 'utf8').replaceAll('→', '\t');
  return [...text.matchAll(/^`{32} example[ \w]*\n([\s\S]*?)^\.\n[\s\S]*?^`{32}$/gm)].map(
    ([, markdown = '']) => markdown,
  );
}

/** The examples that differ, each of a kind that differences.test.ts pins; cmark-gfm expects the HTML of what we say, but for wiki links. */
const differing: Readonly<Record<string, readonly number[]>> = {
  // White space after indented code, a setext heading after a definition, an empty quote line after a list; wiki links.
  'spec.txt': [87, 184, 238, 556, 598],
  'extensions.txt': [],
  // A run used in part, a parenthesis in a title of parentheses.
  'regression.txt': [5, 16],
};

it.skipIf(folder === undefined).each(Object.entries(differing))(
  `%s${folder === undefined ? ' (GFM_TESTS does not say where it is)' : ''}`,
  (file, expected) => {
    const examples = examplesOf(file);
    expect(examples.length).toBeGreaterThan(20);
    const found = examples.flatMap((markdown, index) => (difference(markdown) ? [index + 1] : []));
    expect(found).toEqual(expected);
  },
);
