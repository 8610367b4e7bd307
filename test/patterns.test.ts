/**
 * Regular expressions take linear time: every pattern in the source is analyzed for backtracking that is polynomial or worse, also
 * when it starts again at every character of a text (https://github.com/RunDevelopment/scslre).
 */
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseAst } from 'rolldown/parseAst';
import { analyse } from 'scslre';
import { expect, it } from 'vitest';
import { isVersionHeading } from '../src/core/tradeoffs/phrases.ts';

const source = resolve(import.meta.dirname, '../src');

/** Patterns that are not linear, and are only used on short texts. */
const exceptions: readonly string[] = [
  String.raw`/^\W*v?\d+(?:\.\d+)+(?:[-+]\S+|(?:alpha|beta|rc)\d*)?(?:\W+[\d./-]+\W*)?$/`,
];

interface Pattern {
  readonly source: string;
  readonly flags: string;
  readonly file: string;
}

/** Returns the patterns of a file. In a pattern that is put together, `9` stands for each part that varies. */
function listPatterns(file: string): Pattern[] {
  const text = readFileSync(join(source, file), 'utf8');
  const patterns: Pattern[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const node = value as Record<string, unknown>;
    if (node.type === 'Literal' && node.regex) {
      const { pattern, flags } = node.regex as { pattern: string; flags: string };
      patterns.push({ source: pattern, flags, file });
    }
    if (node.type === 'NewExpression' && (node.callee as { name?: string }).name === 'RegExp') {
      const [pattern, flags] = node.arguments as { type: string; value?: string; quasis?: Quasi[] }[];
      // A pattern made from another has been listed already.
      if (pattern?.type === 'TemplateLiteral')
        patterns.push({
          source: (pattern.quasis ?? []).map(({ value: { cooked } }) => cooked).join('9'),
          flags: flags?.value ?? '',
          file,
        });
    }
    Object.values(node).forEach(visit);
  };
  visit(parseAst(text, { lang: 'ts' }, file).body);
  return patterns;
}
interface Quasi {
  readonly value: { readonly cooked: string };
}

function isLinear({ source, flags }: Pattern): boolean {
  return analyse({ source, flags }).reports.length === 0;
}

// What builds the package reads only the project's own files.
const files = globSync('**/*.ts', { cwd: source }).filter((file) => !file.startsWith('build'));

it('every pattern is linear', () => {
  const patterns = files.flatMap(listPatterns);
  expect(patterns.length).toBeGreaterThan(500);
  const slow = new Set(
    patterns.filter((pattern) => !isLinear(pattern)).map(({ source, flags, file }) => `${file}: /${source}/${flags}`),
  );
  expect([...slow].filter((line) => !exceptions.some((exception) => line.endsWith(exception)))).toEqual([]);
  expect(slow.size).toBe(exceptions.length);
});

it.each([/-+$/, /^(?:a+)+$/, /\s*,\s*/, /^(.*?)\s*$/])('finds that %s is not', ({ source, flags }) => {
  expect(isLinear({ source, flags, file: '' })).toBe(false);
});

it('a heading with a million numbers is not a version', () => {
  expect(isVersionHeading('1.'.repeat(500_000))).toBe(false);
});
