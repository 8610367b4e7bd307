/**
 * The rules of trade-offs, each by its name, in several spellings. What is expected is written as a person would read it:
 * `topic: + pro; - con; = neutral; > when to use; ! when to avoid`.
 */
import { describe, expect, it } from 'vitest';
import { readTradeOffs } from '../../src/core/tradeoffs/index.ts';
import { tradeOffRules } from '../../src/core/tradeoffs/rules.ts';
import { readNote } from '../../src/markdown/note.ts';
import { families } from '../markdown/hostile.ts';
import { tradeOffFamilies } from './hostile.ts';
import { summarizeTradeOffs } from './summarize-trade-offs.ts';

type Case = readonly [markdown: string, ...expected: string[]];
const list = '\n\n- a\n- b\n';

const cases: Readonly<Record<string, readonly Case[]>> = {
  'a heading or label and the entries under it': [
    [`# X\n\n## Pros${list}\n## Cons${list}`, 'X: + a; + b; - a; - b'],
    [`# X\n\n###### Advantages:${list}`, 'X: + a; + b'],
    [`# X\n\n**Pros (Takeaways):**${list}`, 'X: + a; + b'],
    [`# X\n\n## What is good about X?${list}`, 'X: + a; + b'],
    [`# Data\n\n## Advantages of linked lists${list}`, 'linked lists: + a; + b'],
    [`# Data\n\n### What are the benefits of OAuth?${list}`, 'OAuth: + a; + b'],
    [`# X\n\n## Why use X${list}`, 'X: + a; + b'],
    [`# X\n\n## The main upsides${list}`, 'X: + a; + b'],
    [`# X\n\n## Strengths and more\n\n## Weaknesses${list}`, 'X: - a; - b'],
    [`# X\n\n## Problems with Y${list}\n## Known limitations${list}`, 'X: - a; - b', 'Y: - a; - b'],
    ...['Drawbacks', 'Downsides', 'Disadvantages', 'Challenges', 'Caveats', 'Gotchas'].map(
      (name): Case => [`# X\n\n## ${name}${list}`, 'X: - a; - b'],
    ),
    // Nested in an item, and with the items as siblings.
    ['# X\n\n- Pros\n  - a\n  - b\n- Cons\n  - c\n', 'X: + a; + b; - c'],
    ['# X\n\n- **Pros:**\n- a\n- b\n- **Cons:**\n- c\n', 'X: + a; + b; - c'],
    ['# X\n\n- Redis\n  - Pros\n    - a\n- Valkey\n  - Cons\n    - b\n', 'Redis: + a', 'Valkey: - b'],
    // Paragraphs, and lines without markers.
    [
      '# X\n\n## Pros\n\nIt is fast.\n\nIt is cheap.\n\n## Cons\n\nslow\ndear\n',
      'X: + It is fast.; + It is cheap.; - slow; - dear',
    ],
    // A title beneath a side is an entry, a lead-in is none, and a title over a list groups it.
    ['# X\n\n## Benefits\n\nOf X.\n\n**Speed**\n\nIt is quick.\n\n**Cost**\n\nIt is cheap.\n', 'X: + Speed; + Cost'],
    ['# X\n\n## Benefits\n\nSix of them:\n\n- a\n- b\n', 'X: + a; + b'],
    ['# X\n\n## Benefits\n\n### For you\n\n- a\n- b\n\n### For us\n\n- c\n- d\n', 'X: + a; + b; + c; + d'],
    // Malformed bullets count as what they were meant to be.
    [
      '# X\n\n- Advantages\n  -fast\n  - cheap\n- Disadvantages\n  - slow\n    -dear\n',
      'X: + fast; + cheap; - slow -dear; - dear',
    ],
    [`# X\n\n## When to use${list}\n## When not to use it${list}`, 'X: > a; > b; ! a; ! b'],
    [`# X\n\n## Use cases for Y${list}\n## When should we use Z?${list}`, 'Y: > a; > b', 'Z: > a; > b'],
    [`# X\n\nGood for:${list}\nBad for:${list}`, 'X: > a; > b; ! a; ! b'],
    [`# X\n\nBest for:${list}\nNot suited to:${list}`, 'X: > a; > b; ! a; ! b'],
    [`# X\n\nUse when:${list}\nAvoid when:${list}`, 'X: > a; > b; ! a; ! b'],
    ['# Dom\n\n`a.b`\n\nPros:\n\nfast\n\nCons:\n\n- slow\n\nWhen to use:\n\nalways\n', 'a.b: + fast; - slow; > always'],
    [
      '# X\n\n**Pros**\n\nfast\n\n**Cons**\n\nslow\n\n## Next\n\ncheap\n\n## Cons\n\n- dear\n',
      'X: + fast; - slow; - dear',
    ],
    [
      '# A or B\n\n## Pros\n\n### A\n\n- a\n- b\n\n### B\n\n- c\n- d\n\n## Cons\n\n### A\n\n- e\n- f\n\n### B\n\n- g\n- h\n',
      'A: + a; + b; - e; - f',
      'B: + c; + d; - g; - h',
    ],
    // What stands on one line is over with it, and words after a list end a label's side.
    ['# X\n\n**Advantages:** a, b\n**Disadvantages:** c\n**Verdict:** take it\n', 'X: + a, b; - c'],
    ['# X\n\n**Cons**\n\n- a\n\nOn to shopping.\n\n- milk\n', 'X: - a'],
    ['# X\n\n## What I like\n\n- a\n\n## What I don’t like\n\n- b\n', 'X: + a; - b'],
    ['# X\n\n## Why not Bash?\n\n- a\n\n## Downsides?\n\nNone really.\n', 'Bash: - a'],
    [
      '# X\n\nWhich types are there, and the pros and cons of each?\n\n* **Passive**: listens.\n  * **Pros**: a\n  * **Cons**: b\n* **Active**: redirects.\n  * **Pros**: c\n',
      'Passive: + a; - b',
      'Active: + c',
    ],
    // One line may have both sides; `-` and what is crossed out are no points, a short doubt is one.
    ['# X\n\n**Pros:** fast **Cons:** loud\n\nPros: a / Cons: b\n', 'X: + fast; + a; - loud; - b'],
    [
      '# X\n\nPros: -\n\nCons: none that I know of\n\n## Drawbacks\n\n- ~~slow~~\n- charging at home?\n',
      'X: - charging at home?',
    ],
    ['# X\n\n> [!success] Pros\n> - a\n\n> [!danger] Cons\n> - b\n', 'X: + a; - b'],
    ['# X\n\n### Docker – Vorteile\n\n- a\n\n**Q: What are its drawbacks?**\n\n- b\n', 'Docker: + a; - b'],
    ['# X\n\n## Kafka\n\n<https://kafka.example>\n\n* Good, because a\n* Bad, because b\n', 'Kafka: + a; - b'],
    ['# X\n\n## Linear\n\n- 👍 Pros\n  - a\n- 👎 Cons\n  - b\n', 'Linear: + a; - b'],
    ['# M\n\n**Pros and cons**\n- (+) small\n- (-) slow\n', 'M: + small; - slow'],
    // Without an empty line between them the second name goes on with the first list's last item.
    ['# X\n\nPros:\n- a\n- b\nCons:\n- c\n- d\n', 'X: + a; + b; - c; - d'],
    ['# X\n\n- Advantages include\n\t- a\n- Disadvantages include\n\t- b\n', 'X: + a; - b'],
    ['# X\n\n## Consequences\n\n### Positive\n\n- a\n\n### Negative\n\n- b\n', 'X: + a; - b'],
    ['# X\n\n## Downsides\n\n- a\n\n### What helps\n\n1. b\n2. c\n', 'X: - a'],
    ['# X\n\n## Why use X?\n\n**Speed:**\n\n- quick\n\n**Size:**\n\n- small\n- neat\n', 'X: + Speed; + Size'],
    [
      '# X\n\n## 6 reasons for Y\n\n1. What are the 6 reasons for Y?\n   - a\n2. Which did you like?\n   - b\n',
      'Y: + a',
    ],
    ['# X\n\n## Why is Y better for big data:\n\n- a\n', 'Y: + a'],
    ['# X\n\n## Pros and cons of Y\n\n### Pros\n\n- a\n\n### Cons\n\n- b\n', 'Y: + a; - b'],
    ['# A vs B\n\n**A**\n\nPros:\n\n- a\n\n**B**\n\nPros:\n\n- b\n', 'A: + a', 'B: + b'],
    [
      '# Dom\n\n`a.write()`\n\n- Pros\n  - x\n- Cons\n  - y\n\n`a.html`\n\n- Pros\n  - z\n',
      'a.write(): + x; - y',
      'a.html: + z',
    ],
  ],
  'a heading for both sides and one list for each': [
    ['# X\n\n## Pros/Cons\n\n- a\n- b\n\n* c\n', 'X: + a; + b; - c'],
    ['# X\n\n## Cons & pros of Y\n\n- a\n\n<!-- and -->\n\n- b\n', 'Y: + b; - a'],
    ['# X\n\n## Pros and cons\n\n- a\n'],
  ],
  'a name and its points on one line': [
    ['# X\n\nPros: fast, cheap\nCons: slow\n', 'X: + fast, cheap; - slow'],
    ['# X\n\n**Cons** - slow\n', 'X: - slow'],
    ['# X\n\n- Advantage: quick\n- Limitation of Y: small\n', 'X: + quick', 'Y: - small'],
    ['# X\n\n- Pro: a\n- Con: b\n- Pro: c\n', 'X: + a; + c; - b'],
    ['# X\n\nUse cases: chat, games\n\nBest for: teams\n\nNot for: one\n', 'X: > chat, games; > teams; ! one'],
    ['# X\n\nPros: none\n\nCons: n/a\n\nPros:\n'],
  ],
  'a line with only a name, before a list or points': [
    ['# X\n\nBenefits\n- a\n- b\n', 'X: + a; + b'],
    ['# X\n\nBenefits\nfast\ncheap\n', 'X: + fast; + cheap'],
    [
      '# X\n\n- Name a few advantages to using absolute positioning on an element.\n  - a\n',
      'absolute positioning: + a',
    ],
    ['# X\n\nThe main drawbacks of Y\n\n1. a\n', 'Y: - a'],
  ],
  'a question and its answer': [
    ['# X\n\nWhat are the advantages of Y?\n\nIt is fast.\n\nWhat is Z?\n\nA thing.\n', 'Y: + It is fast.'],
    ['# X\n\n1. Why is Y useful?\n   It is fast.\n2. What is Y?\n   A thing.\n', 'Y: + It is fast.'],
    ['# X\n\n1. When should you not use Y?\n\nWhen it rains.\n\n2. What is Y?\n\nA thing.\n', 'Y: ! When it rains.'],
    ['# X\n\n1. Why use Y?\n   - fast\n   - cheap\n2. Why?\n   - so\n', 'Y: + fast; + cheap'],
    [
      '# X\n\n- What are the benefits of Y?\n- It is fast.\n- It is cheap.\n- What is Y?\n- A thing.\n',
      'Y: + It is fast.; + It is cheap.',
    ],
    ['# X\n\nQ: Why use Y? A: It is fast.\n', 'Y: + It is fast.'],
    ['# X\n\nWhat are some drawbacks of Y?\n- slow\n', 'Y: - slow'],
    ['# X\n\nWhy REST?\n\n- plain\n', 'REST: + plain'],
    ['# X\n\nWhat are the pros and cons of Y?\n\nSome of each.\n'],
    ['# X\n\nWhy do we need to copy it?\n\nSo that it stays.\n'],
    ['# X\n\nWhat are the benefits of Y?\n\n## Next\n\nOther.\n'],
  ],
  'a sentence that announces a list': [
    ['# X\n\nThere are several benefits to using it:\n\n- a\n- b\n', 'X: + a; + b'],
    ['# X\n\nIt was new once. It has three potentially deal-breaking downsides:\n\n- a\n', 'X: - a'],
    ['# X\n\nTo get the benefits of it, do the following:\n\n- a\n- b\n'],
    ['# X\n\nThere are benefits and drawbacks:\n\n- a\n'],
  ],
  'list items marked with signs': [
    ['# X\n\n- ✅ fast\n- ❌ dear\n', 'X: + fast; - dear'],
    ['# X\n\n- (+) fast\n- (-) dear\n', 'X: + fast; - dear'],
    ['# X\n\n- 👍 fast\n- 👎 dear\n- other\n', 'X: + fast; - dear'],
    ['# X\n\n* ✔ fast\n* ✗ dear\n', 'X: + fast; - dear'],
    // A list of what is done says nothing of sides.
    ['# X\n\n- ✅ done\n- ✅ done too\n'],
    ['# X\n\n## Pros and cons\n\n- ✅ fast\n', 'X: + fast'],
  ],
  'lines marked with signs': [
    ['# X\n\n✅ fast\n❌ dear\n', 'X: + fast; - dear'],
    ['# X\n\n👍 fast\n\n👎 dear\n\nother\n', 'X: + fast; - dear'],
    ['# X\n\n✅ done\n\n✅ done too\n'],
  ],
  'reasons of a decision record': [
    [
      '# Use Y\n\n## Pros and Cons of the Options\n\n### Y\n\n* Good, because fast\n* Neutral, because new\n* Bad, because dear\n\n### Z\n\n* Bad, because slow\n',
      'Y: + fast; - dear; = new',
      'Z: - slow',
    ],
    ['# D\n\n## Consequences\n\n* Good, because a\n* Bad, because b\n', 'D: + a; - b'],
    ['# D\n\n### Positive Consequences\n\n* a\n\n### Negative Consequences\n\n* b\n', 'D: + a; - b'],
    ['# D\n\n## Y\n\n* Good, most work\n* Bad, as it is dear\n', 'Y: + most work; - as it is dear'],
    ['# D\n\nIt is good because it is.\n\n- Good, now we go on.\n'],
  ],
  'paragraphs with an emphasized side': [
    [
      '# X\n\nAs **advantages** we see a.\n\nThe **drawbacks** are b.\n',
      'X: + As advantages we see a.; - The drawbacks are b.',
    ],
    ['# X\n\nAs **advantages** we see a.\n\nThe rest.\n'],
    ['# X\n\nThe one with **advantages** and **drawbacks** is a.\n'],
  ],
  'items that each say when to use a thing': [
    [
      '# X\n\n- Use A when it is hot\n- Avoid B if it is cold\n',
      'A: > Use A when it is hot',
      'B: ! Avoid B if it is cold',
    ],
    ['# X\n\n- Use A when it is hot\n- Other\n'],
    ['# X\n\n- Use it when it is hot\n- Use them when it is cold\n', 'X: > Use it when it is hot'],
    ['# X\n\n- Useful for a\n- Use for loops\n- Used when\n'],
  ],
  'judgments of a decision record': [
    ['# X\n\n## Consequences\n\n- Good: a\n- Bad: b\n', 'X: + a; - b'],
    ['# X\n\n- Good: userCount\n- Bad: x1\n'],
    ['# X\n\n## Consequences\n\n- Good: a\n- Neutral: b\n', 'X: + a; = b'],
    ['# X\n\n- Good: a\n- Other: b\n'],
  ],
  'a heading for trade-offs and one list': [
    [`# X\n\n## Trade-offs${list}`, 'X: - a; - b'],
    [`# X\n\n## Pros and cons${list}`, 'X: = a; = b'],
    ['# X\n\n## Trade-offs\n\n- a\n'],
  ],
  'a table column for each side': [
    ['# X\n\n| Pros | Cons |\n|-|-|\n| a | b |\n| c | |\n', 'X: + a; + c; - b'],
    [
      '# X\n\n| Option | Advantages | Disadvantages |\n|-|-|-|\n| Y | a | b |\n| Z | c | d |\n',
      'Y: + a; - b',
      'Z: + c; - d',
    ],
    ['# X\n\n| Pros | Cons |\n|-|-|\n| a<br>b | - c<br>- d |\n', 'X: + a; + b; - c; - d'],
    ['# X\n\n| | ✅ | ❌ |\n|-|-|-|\n| Y | a | b? |\n', 'Y: + a; - b?'],
    ['# X\n\n| Way | Advantages | Best Use Case |\n|-|-|-|\n| Y | a | b |\n', 'Y: + a; > b'],
    ['# X\n\n| Tool | Use cases |\n|-|-|\n| Y | a |\n', 'Y: > a'],
  ],
  'a table row for each side': [
    ['# X\n\n| | REST | RPC |\n|-|-|-|\n| Pros | a | b |\n| Cons | c | |\n', 'REST: + a; - c', 'RPC: + b'],
    ['# X\n\n| Side | Points |\n|-|-|\n| Pros | a |\n| Cons | b |\n', 'X: + a; - b'],
    ['# X\n\n| | Growth | Fixed |\n|-|-|-|\n| Challenges | Embraces | Avoids |\n'],
  ],
  'table cells marked with signs': [
    ['# X\n\n| A | B |\n|-|-|\n| ✅ fast | ❌ slow |\n', 'A: + fast', 'B: - slow'],
    ['# A vs B\n\n| | A | B |\n|-|-|-|\n| Types | ✅ | ❌ |\n', 'A: + Types', 'B: - Types'],
    // What a thing supports is no trade-off.
    ['# Support\n\n| | A | B |\n|-|-|-|\n| Types | ✅ | ❌ |\n'],
  ],
};

describe.each(tradeOffRules)('$name', ({ name, example }) => {
  it('has an example that it finds', async () => {
    expect(await summarizeTradeOffs(`# X\n\n${example}`)).not.toEqual([]);
  });

  it('has cases', () => {
    expect(cases[name]?.length).toBeGreaterThan(2);
  });

  it.each(cases[name] ?? [])('%j', async (markdown, ...expected) => {
    expect(await summarizeTradeOffs(markdown)).toEqual(expected);
  });
});

describe('other languages', () => {
  it.each([
    ['## Vorteile\n\n- a\n\n## Nachteile\n\n- b\n', '+ a; - b'],
    ['## Was sind die Vorteile von X?\n\n- a\n', '+ a'],
    ['Geeignet für:\n\n- a\n\nNicht geeignet für:\n\n- b\n', '> a; ! b'],
    [
      '## Ventajas\n\n- a\n\n## Desventajas\n\n- b\n\n## Cuándo usar\n\n- c\n\n## Cuándo no usar\n\n- d\n',
      '+ a; - b; > c; ! d',
    ],
    ['**Inconvenientes:**\n\n- b\n', '- b'],
    [
      '## Avantages\n\n- a\n\n## Inconvénients\n\n- b\n\n## Cas d’usage\n\n- c\n\n## Quand ne pas utiliser X ?\n\n- d\n',
      '+ a; - b; > c; ! d',
    ],
    ['### Nutze X wenn:\n\n- a\n', '> a'],
    ['É especialmente útil quando:\n\n- a\n', '> a'],
    ["### Cas d'utilisation typiques\n\n- a\n", '> a'],
    ['Avantages : rapide\n\nLimites : cher\n', '+ rapide; - cher'],
    [
      '## Vantagens\n\n- a\n\n## Desvantagens\n\n- b\n\n## Quando usar\n\n- c\n\n## Quando não usar\n\n- d\n',
      '+ a; - b; > c; ! d',
    ],
  ])('%j', async (markdown, expected) => {
    expect(await summarizeTradeOffs(`# X\n\n${markdown}`)).toEqual([`X: ${expected}`]);
  });
});

describe('what is none', () => {
  it.each([
    ['prose', 'The benefit of X is speed, and pros use it: they know.\n\nIts advantages are well known.\n'],
    ['Lisp', '`cons` makes a pair.\n\n    (cons 1 2)\n\n```\nPros: a\nCons: b\n```\n'],
    ['Haskell', 'Lists are made with cons `(:)`:\n\n- `1 : []`\n'],
    ['people', '## MacBook Pro\n\n- dear\n\n## Employee benefits\n\n- coffee\n\n## Code challenges\n\n- one\n'],
    ['a heading that only asks', '## What are the pros and cons of X?\n\nLet us see.\n\n## Discuss the benefits\n'],
    ['empty bullets', '## Pros\n\n-\n-\n\n## Cons\n\n'],
    ['links', '## Benefits\n\n- [One](https://a.example)\n- [Two](https://b.example)\n'],
    ['contents', '- [Pros](#pros)\n- [Cons](#cons)\n'],
    ['resources', '## Resources\n\n- [Pros and cons of X](https://a.example)\n- [Why use X?](https://b.example)\n'],
    [
      'exercises, logs and lists of words',
      '## Open\n\n- [ ] What are the drawbacks of Y?\n- [x] Ask Tom\n\n## 2.0.0\n\n- ✅ a\n- ❌ b\n\n## Glossary\n\n**Advantage** - in tennis, a point.\n\n| Term | Meaning |\n|-|-|\n| Pro | for |\n| Con | against |\n',
    ],
    [
      'sentences',
      'The benefits of boredom are overlooked.\n\n- Newton\n\n## What the pros do\n\n- sleep\n\n## When to use which flag\n\n- `-v`\n\n## Resolved limitations\n\n- a\n',
    ],
    ['other words', '## Good to know\n\n- a\n\n## Use for loops\n\n- b\n\n## Problems\n\n- c\n'],
  ])('%s', async (_name, markdown) => {
    expect(await summarizeTradeOffs(`# X\n\n${markdown}`)).toEqual([]);
  });
});

describe('entries', () => {
  it('that hold both sides are topics', async () => {
    expect(
      await summarizeTradeOffs(
        '# X\n\n* What are the advantages of cookies over storage?\n\n1. storage:\nPros: a\nCons: b\n2. cookies\nPros: c\n',
      ),
    ).toEqual(['storage: + a; - b; + c'.replace('; + c', ''), 'cookies: + c']);
  });

  it('keep what is nested in them', async () => {
    expect(await summarizeTradeOffs('# X\n\n## Pros\n\n- a\n  - Pro: b\n- c\n')).toEqual(['X: + a; + c']);
  });

  it('belong to the head nearest to them', async () => {
    expect(await summarizeTradeOffs('# X\n\n## Pros\n\n- a\n- Con: b\n')).toEqual(['X: + a; - b']);
  });
});

describe('hostile input', () => {
  it.each([...families, ...tradeOffFamilies])('$name: entries lie in the note, each once', async ({ make }) => {
    const source = make(60_000);
    const file = { library: '/', path: 'note.md', file: '/note.md', modified: 0, byteOrderMark: false };
    const note = await readNote(source, file, () => undefined);
    const entries = readTradeOffs(note).flatMap((tradeOff) => [...tradeOff.pros, ...tradeOff.cons]);
    expect(new Set(entries.map(({ from }) => from)).size).toBe(entries.length);
    for (const { from, to, line } of entries) {
      expect(from).toBeLessThan(to);
      expect(to).toBeLessThanOrEqual(source.length);
      expect(line).toBeLessThanOrEqual(note.lines.count);
    }
  });
});
