/** Front matter that is read without a parser says what the parser says. */
import fc from 'fast-check';
import { CORE_SCHEMA, load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { readPlainYaml } from '../../src/markdown/yaml-fast-path.ts';

const part = fc.constantFrom(
  ...[
    'title',
    'tags',
    'date',
    'null',
    'true',
    'Null',
    'yes',
    'key-2',
    ': ',
    ':',
    ':\n',
    '\n',
    '\n\n',
    '\r\n',
    ' ',
    '  ',
    '- ',
    '  - ',
    '-',
    '[',
    ']',
    ', ',
    ',',
  ],
  ...[
    '"',
    "'",
    '""',
    '&',
    ' & ',
    '*x',
    '!',
    '#',
    ' # ',
    '2024-01-02',
    '2024',
    '1e3',
    '0x1',
    '.nan',
    '~',
    '|',
    '>',
    '%',
    '@',
    '`',
    '{',
    '}',
    '?',
    'Python & APIs',
    'a b',
    'é',
    '’',
    '/',
    '(x)',
    '+',
    '\\',
    '\t',
    'http://x',
  ],
);
const lines = fc.array(
  fc.tuple(
    fc.constantFrom('title: ', 'tags: ', 'tags:\n', '- ', '  - ', 'a: "', "b: '", 'c: ['),
    fc.array(part, { maxLength: 4 }),
    fc.constantFrom('\n', '"\n', "'\n", ']\n'),
  ),
  { maxLength: 5 },
);

describe('readPlainYaml', () => {
  it('says what js-yaml says, or nothing', () => {
    let read = 0;
    const anyYaml = fc.oneof(
      fc.array(part, { maxLength: 14 }).map((parts) => parts.join('')),
      lines.map((all) => all.map(([key, parts, end]) => key + parts.join('') + end).join('')),
    );
    fc.assert(
      fc.property(anyYaml, (yaml) => {
        const plain = readPlainYaml(yaml);
        if (plain === undefined) return;
        read++;
        expect(plain).toEqual(yaml.trim() === '' ? {} : load(yaml, { schema: CORE_SCHEMA }));
      }),
      { seed: 11, numRuns: 20_000 },
    );
    expect(read).toBeGreaterThan(1000);
  });

  it('reads the front matter of most notes', () => {
    expect(
      readPlainYaml(
        'title: Python & APIs\naliases: [venv, virtual environments]\ntags:\n  - a\n  - b/c\ndate: 2026-11-06\n',
      ),
    ).toEqual({
      title: 'Python & APIs',
      aliases: ['venv', 'virtual environments'],
      tags: ['a', 'b/c'],
      date: '2026-11-06',
    });
  });
});
