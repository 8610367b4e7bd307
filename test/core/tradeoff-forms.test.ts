/** Ways in which people name the sides of a trade-off and its topic. Expected: as in `tradeoffs.test.ts`. */
import { describe, expect, it } from 'vitest';
import { summarizeTradeOffs } from './summarize-trade-offs.ts';

type Case = readonly [markdown: string, ...expected: string[]];
const list = '\n\n- a\n- b\n';
const both = ': + a; + b; - a; - b';

const forms: Readonly<Record<string, readonly Case[]>> = {
  'a side joined with another word': [
    [`# X\n\n## Cons or hurdles of Foo${list}`, 'Foo: - a; - b'],
    [`# X\n\n## Pros or gains${list}`, 'X: + a; + b'],
    [`# X\n\n## Benefits and Strengths${list}`, 'X: + a; + b'],
    [`# X\n\n## Drawbacks and risks${list}`, 'X: - a; - b'],
    [`# X\n\n### Limitations & special cases${list}`, 'X: - a; - b'],
    [`# X\n\nConsiderations / Issues / Disadvantages:${list}`, 'X: - a; - b'],
    [`# X\n\nCons / pitfalls:${list}`, 'X: - a; - b'],
    ['# X\n\n| Tool | Benefits and gains | Drawbacks or limits |\n|-|-|-|\n| T | a | b |\n', 'T: + a; - b'],
  ],
  'a plural in brackets': [
    [`# Caching\n\n##### Disadvantage(s): cache-aside${list}`, 'cache-aside: - a; - b'],
    [`# Caching\n\n### Advantage(s) of write-through${list}`, 'write-through: + a; + b'],
    [`# Caching\n\n### Disadvantage(s)${list}`, 'Caching: - a; - b'],
  ],
  'a sentence that leads in': [
    [`# X\n\nIt sends by itself. Some strengths with push include:${list}`, 'push: + a; + b'],
    [`# X\n\nBenefits experienced with pull may involve:${list}`, 'pull: + a; + b'],
    [`# X\n\nIt comes with serious downsides:${list}`, 'X: - a; - b'],
    [`# X\n\nSome of the benefits of it are that it is:${list}`, 'X: + a; + b'],
    [`# X\n\nC'est un outil qui a plusieurs avantages:${list}`, 'X: + a; + b'],
    [`# X\n\nMeanwhile, there are no downsides:${list}`],
  ],
  'trade-offs': [
    [`# X\n\nSome trade-offs with this approach:${list}`, 'X: - a; - b'],
    [`# X\n\nThe potential trade-offs:${list}`, 'X: - a; - b'],
    [`# X\n\n## Trade-offs${list}`, 'X: - a; - b'],
    ['# X\n\n## Trade-offs\n\n- ✅ a\n- ❌ b\n', 'X: + a; - b'],
    ['# X\n\n## Trade-offs\n\n**Pros**\n\n- a\n\n**Cons**\n\n- b\n', 'X: + a; - b'],
  ],
  prepositions: [
    [`# X\n\n## Benefits from pairing${list}`, 'pairing: + a; + b'],
    [`# X\n\n## Drawbacks associated with pairing${list}`, 'pairing: - a; - b'],
    [`# X\n\n## Advantages when using Foo${list}`, 'Foo: + a; + b'],
  ],
  'words that name a side beside the other': [
    [`# X\n\n## Benefits${list}\n## Problems${list}`, `X${both}`],
    [`# X\n\n## Benefits of Foo${list}\n## Costs of Foo${list}`, `Foo${both}`],
    [`# X\n\n**Advantages**${list}\n**Risks**${list}`, `X${both}`],
    [`# X\n\n- Benefits\n  - a\n- Issues\n  - b\n`, 'X: + a; - b'],
    [`# X\n\n- Difficulties of sharding\n  - a\n  - b\n`, 'sharding: - a; - b'],
    [`# X\n\n## Problems${list}`],
    [`# X\n\n## Costs${list}`],
    ['# X\n\n## Consequences\n\n* Good: transactions\n* Bad: one node only\n', 'X: + transactions; - one node only'],
  ],
  'paragraphs and lists': [
    [
      '# X\n\n### Benefits\n\nIt is quick.\n\nIt is safe.\n\nIt also helps teams:\n\n* a\n',
      'X: + It is quick.; + It is safe.; + a',
    ],
    ['# X\n\n* Advantage of foo:\n  less code.\n', 'foo: + less code.'],
    ['# X\n\n**Nachteile**\n\n- keine Typen\n- keine\n', 'X: - keine Typen'],
    ['# X\n\n## Cons\n\n- <div> boxes are needed\n- slow\n', 'X: - <div> boxes are needed; - slow'],
    ['# X\n\n**Pros**: here they are:\n\n- a\n- b\n', 'X: + a; + b'],
    ['# X\n\n**Cons**: Many, to name a few:\n\n- a\n- b\n', 'X: - a; - b'],
    ['# X\n\n## Benefits of Foo\n\n**Separation**\n\n- a\n- b\n', 'Foo: + a; + b'],
    ['# X\n\n### Benefits\n\n✅ **A**: one\n✅ **B**: two\n', 'X: + A: one; + B: two'],
    [
      '# Drawbacks\n[drawbacks]: #drawbacks\n\nWhy should we *not* do this?\n\n- It is one more thing to learn.\n- slow\n',
      'Drawbacks: - It is one more thing to learn.; - slow',
    ],
  ],
  'quotes and callouts': [
    ['# X\n\n> [!tip] Advantages\n> - a\n> - b\n', 'X: + a; + b'],
    [
      '# X\n\n> [!note] Pros and cons\n>\n> The **advantages** are:\n> - a\n> - b\n>\n> The **disadvantages** are:\n> - c\n',
      'X: + a; + b; - c',
    ],
    ['# X\n\n## When to use\n\n> - one\n> - two\n', 'X: > one; > two'],
    ['# X\n\n## When to use\n\n> [!tip] Always.\n', 'X: > Always.'],
  ],
  'boxes and emphasis': [
    [
      '# X\n\n## Foo\n\n+ [p] It follows the standard.\n- [c] It takes time.\n',
      'Foo: + It follows the standard.; - It takes time.',
    ],
    [
      '# X\n\nAs **advantages** we see a clean split.\n\nThe **drawbacks** are more files.\n',
      'X: + As advantages we see a clean split.; - The drawbacks are more files.',
    ],
    ['# X\n\n- ## Advantages for the patient\n  - a\n- ## Disadvantages\n  - b\n', 'patient: + a; - b'],
    [`# X\n\n## Advanatges${list}\n## Disadvantages${list}`, `X${both}`],
    [`# X\n\n## Advantages and disadvantages\n\n- a\n- b\n- c\n- d\n`, 'X: = a; = b; = c; = d'],
  ],
  'when to use': [
    [
      `# X\n\n## When to use X\n\n### Suitable scenarios${list}\n### Unsuitable scenarios${list}`,
      'X: > a; > b; ! a; ! b',
    ],
    [`# X\n\n## Appropriate uses${list}\n## Inappropriate uses${list}`, 'X: > a; > b; ! a; ! b'],
    [`# X\n\nWhere to use:${list}\nWhere not to use:${list}`, 'X: > a; > b; ! a; ! b'],
    [`# X\n\nNot use when:${list}`, 'X: ! a; ! b'],
    [`# X\n\n### Use foo if:${list}\n### Use bar when:${list}`, 'foo: > a; > b', 'bar: > a; > b'],
    [`# X\n\n## Cases you need Y${list}`, 'Y: > a; > b'],
    [`# X\n\n## Applicability${list}`, 'X: > a; > b'],
    [`# X\n\n## Best for${list}`, 'X: > a; > b'],
    [`# X\n\n## Cuándo usarlo${list}\n## Cuándo NO usarlo${list}`, 'X: > a; > b; ! a; ! b'],
    [`# X\n\n## Cuándo conviene${list}`, 'X: > a; > b'],
    [`# X\n\nUsa Y cuando:${list}\nY NO lo uses cuando:${list}`, 'Y: > a; > b; ! a; ! b'],
    ['# X\n\n- What is Y good for?\n\nFor small teams.\n', 'Y: > For small teams.'],
    [
      '# X\n\n- **Use Y** when you need speed\n- **Use Z** when you have time\n',
      'Y: > Use Y when you need speed',
      'Z: > Use Z when you have time',
    ],
  ],
  French: [
    [`# X\n\n### 2. Avantages Foo${list}`, 'Foo: + a; + b'],
    ['# X\n\n- **Avantages débit** :\n  - a\n', 'débit: + a'],
    [`# X\n\n**Limitations connues** :${list}`, 'X: - a; - b'],
    [`# X\n\nL'avantage d'utiliser Foo :${list}`, 'Foo: + a; + b'],
    [`# X\n\nL'avantage des arbres :${list}`, 'arbres: + a; + b'],
    [`# X\n\n## Inconvénients de cette combinaison${list}`, 'X: - a; - b'],
    [`# X\n\n**Points forts**${list}\n**Points faibles**${list}`, `X${both}`],
    [`# X\n\n**Avantages** :${list}\n**Iconvénients** :${list}`, `X${both}`],
    [`# X\n\n## Les principaux atouts du cache${list}`, 'cache: + a; + b'],
    [`# X\n\n## Pourquoi utiliser Foo ?${list}`, 'Foo: + a; + b'],
    [`# X\n\n## Quand utiliser Foo${list}\n## Quand ne pas utiliser Foo${list}`, 'Foo: > a; > b; ! a; ! b'],
  ],
  Italian: [
    [`# X\n\n**Vantaggi**:${list}\n**Svantaggi**:${list}`, `X${both}`],
    [`# X\n\n## Vantaggi di Foo${list}`, 'Foo: + a; + b'],
    [`# X\n\nI ***vantaggi*** sono:${list}`, 'X: + a; + b'],
    [`# X\n\n## Pro e contro\n\n### Pro${list}\n### Contro${list}`, `X${both}`],
    [`# X\n\n## Quando usare Foo${list}\n## Quando non usare Foo${list}`, 'Foo: > a; > b; ! a; ! b'],
    [`# X\n\n## Perché usare Foo?${list}`, 'Foo: + a; + b'],
  ],
  Dutch: [
    [`# X\n\n### Voordelen${list}\n### Nadelen${list}`, `X${both}`],
    ['# X\n\n* Voordelen: snel, goedkoop\n* Nadelen: duur\n', 'X: + snel, goedkoop; - duur'],
    [`# X\n\n## Voordelen van Foo${list}`, 'Foo: + a; + b'],
    [`# X\n\n## Wanneer gebruik je Foo?${list}`, 'Foo: > a; > b'],
    [`# X\n\n## Waarom Foo gebruiken?${list}`, 'Foo: + a; + b'],
  ],
  topics: [
    [
      '# Design\n\n## Layouts\n\n**Fixed layout** designs have a width.\n\n**Advantages**\n\n- a\n\n**Fluid layout** designs have none.\n\n**Advantages**\n\n- b\n',
      'Fixed layout: + a',
      'Fluid layout: + b',
    ],
    ['# Stores\n\n1. RedDB\n\n   *some of RedDB benefits:*\n\n   - a\n', 'RedDB: + a'],
    [
      '# Choice\n\n**Alternative 1**: on our machine.\n\nPros:\n\n- a\n\n**Alternative 2**: on theirs.\n\nPros:\n\n- b\n',
      'Alternative 1: + a',
      'Alternative 2: + b',
    ],
    ['# Push or pull\n\nPush on write - sent at once.\n\nPros:\n\n- a\n', 'Push on write: + a'],
    [
      `# Balancing\n\n## Algorithms\n\n**Round robin**\n\nOne after the other.\n\nPros:${list}`,
      'Round robin: + a; + b',
    ],
    [`# Use a queue\n\n## Consequences\n\n### Pros${list}`, 'Use a queue: + a; + b'],
    [`# Use a queue\n\n## Context\n\nPros:${list}`, 'Use a queue: + a; + b'],
    [`# Ops\n\n## Ops Benefits${list}`, 'Ops: + a; + b'],
    [`# Pairing\n\nAdded benefits:${list}`, 'Pairing: + a; + b'],
    [`# X\n\nThe benefits of version checks include:${list}`, 'version checks: + a; + b'],
    [`# X\n\n### 2. Why use Foo?\n\n**Pros:**${list}`, 'Foo: + a; + b'],
    [`# X\n\n## What is a Queue?\n\n### Pros${list}`, 'Queue: + a; + b'],
    [`# X\n\n## How to use Parcels in Net\n\n### Why use Parcels?${list}`, 'Parcels: + a; + b'],
    [`# 0006: Use MADR\n\n## Pros${list}`, 'Use MADR: + a; + b'],
    [`# ADR-4: Use MADR\n\n## Pros${list}`, 'Use MADR: + a; + b'],
    [`# 🚀 Rockets\n\n## Pros${list}`, 'Rockets: + a; + b'],
    [`# Introduction to Kafka\n\n## Pros${list}`, 'Kafka: + a; + b'],
    [`# X\n\n## 3.4 Chapter 4 - Goats\n\n### Pros${list}`, 'Goats: + a; + b'],
    ['# X\n\n| Material | PROS | CONS |\n|-|-|-|\n| Wood | a | b |\n', 'Wood: + a; - b'],
    [`# Perusing the Pros & Cons of Open Code\n\n## Pros${list}`, 'Open Code: + a; + b'],
    [`# X\n\n## Advantages of this solution${list}`, 'X: + a; + b'],
  ],
  'a negated or doubtful name': [
    [`# Vue\n\nVerwende Vue nicht, wenn:${list}`, 'Vue: ! a; ! b'],
    [`# Vue\n\nKeine Nachteile:${list}`],
    [`# Vue\n\nPas d'inconvénients :${list}`],
    [`# Vue\n\nSin desventajas:${list}`],
    [`# Vue\n\nNon-benefits:${list}`],
    [`# Vue\n\n## No longer cons${list}`],
    [`# Vue\n\nReasons for not using Vue:${list}`, 'Vue: - a; - b'],
    [`# Vue\n\nIs there any advantage?\n\n- No.\n`],
    [`# Pricing\n\n## Free\n\n- 1 user\n\n## Pro\n\n- SSO\n`],
    ['# Tariff\n\n| Tariff | pro Monat | pro Jahr |\n|-|-|-|\n| A | 3 | 30 |\n'],
    [`# Tariff\n\nPro Monat:${list}`],
    [`# Pro tips${list}`],
    [`# False positives${list}`],
    ['# Lisp\n\n- cons: makes a pair\n- car: takes the first\n'],
    ['# Spanish\n\nCon:\n\n- arroz\n\nSin:\n\n- gluten\n'],
    ['# Engineer\n\n## Responsibilities\n\n- write Go\n\n## Benefits\n\n- 30 days of holiday\n'],
    ['# Deploy checklist\n\n- ✅ backup made\n- ❌ DNS changed\n'],
    ['# Votes\n\n👍 12\n👎 3\n'],
    ['# Sheet\n\nAdvantages: ________\nDisadvantages: ________\n'],
    ['# Count\n\nPros: 3\nCons: 2\n'],
    [`# Lessons\n\n## Claiming benefits${list}`],
    [`# Lessons\n\n## Measuring the benefits${list}`],
    [`# Mail\n\nPros@example.com: write here\n`],
    [`# X\n\n## Cons\n\nSee also:\n\n- docs\n`],
    ['# X\n\n## Pros\n\n- {{text}}\n- see above\n- to be done\n'],
    [`# 2024-01-01\n\nPros:${list}`, '2024-01-01: + a; + b'],
    ['# X\n\n## Pros\n\n- fast\n', 'X: + fast'],
  ],
  'advice in an item, about what is above': [
    [
      '# X\n\n- small\n- Useful when it is hot\n- Avoid if it is cold\n',
      'X: > Useful when it is hot; ! Avoid if it is cold',
    ],
    [
      '# X\n\n- Sinnvoll, wenn es warm ist\n- Nicht verwenden, wenn es kalt ist\n',
      'X: > Sinnvoll, wenn es warm ist; ! Nicht verwenden, wenn es kalt ist',
    ],
    ['# X\n\n- Utile quando fa caldo\n', 'X: > Utile quando fa caldo'],
    ['# X\n\n- À éviter si c’est froid\n', 'X: ! À éviter si c’est froid'],
  ],
  'tables and lists in HTML': [
    ['# X\n\n## Pros\n\n<ul>\n<li>fast</li>\n<li>a &amp; b</li>\n</ul>\n', 'X: + fast; + a & b'],
    [
      '# X\n\n<table>\n<tr><th>Name</th><th>Pros</th><th>Cons</th></tr>\n<tr><td>A</td><td>fast</td><td>big</td></tr>\n</table>\n\n## Pros\n\n- small\n',
      'X: + small',
      'A: + fast; - big',
    ],
  ],
  'a numbered name before the sides': [
    [
      '# Kinds\n\n**1.** _Founder_ --> a person.\n\n| Pros | Cons |\n| --- | --- |\n| free | risk |\n',
      'Founder: + free; - risk',
    ],
    ['# Guidance\n\n## 5 Discussion\n\n- pros\n  - simple\n- cons\n  - slow\n', 'Guidance: + simple; - slow'],
  ],
  'what is neither': [
    ['# UML\n\n## Use Case\n\n- a story\n- a diagram\n'],
    ['# Class 9\n\n## Challenges\n\n1. Navigate to the folder\n2. Run npm test\n3. Write a function\n'],
    [
      '# Class 9\n\n## Overview\n\nText.\n\n## Challenges\n\n- Write a function\n- Create a file\n\n## Demonstration\n\nSee.\n',
    ],
    ['# X\n\n## Why use it?\n\nIt is quick.\n\nRewrite the following:\n\n```js\na\n```\n', 'X: + It is quick.'],
    [
      '# X\n\n3. What are the advantages?\n   * quick\n\n[Next article](x)\n\n1. What is that?\n   * a thing\n',
      'X: + quick',
    ],
    ['# X\n\n✅ **Best practices:** test it\n\n❌ **Common mistake:** no test\n'],
    ['# Foo Length Limitations\n\nNames have 63 letters.\n\nLonger ones are cut.\n'],
    [`# X\n\nknown issues to check:${list}`],
    [`# X\n\nIt has many use cases, for example:${list}`],
    [`# Use cases\n\nA use case is a list of steps.\n\n- Actor\n- System\n`],
  ],
};

for (const [form, cases] of Object.entries(forms))
  describe(form, () => {
    it.each(cases.map((row) => [row[0].split('\n').filter(Boolean).slice(1, 3).join(' / ') || row[0], row] as const))(
      '%s',
      async (_name, [markdown, ...expected]) => {
        expect(await summarizeTradeOffs(markdown)).toEqual(expected);
      },
    );
  });
