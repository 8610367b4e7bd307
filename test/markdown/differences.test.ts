/** The kinds of difference from the oracle that remain, each with a minimal case and what we say; README.md says why. */
import { describe, expect, it } from 'vitest';
import { difference, linesOf, ourTree } from './oracle.ts';

const cases: Readonly<Record<string, readonly (readonly [source: string, ours: readonly string[]])[]>> = {
  'a delimiter run that is used in part counts with its whole length': [
    [
      '"_![_é__\n',
      [
        'root 0-9 ',
        '  paragraph 0-8 ',
        '    text 0-4 value="\\"_!["',
        '    emphasis 4-7 ',
        '      text 5-6 value="é"',
        '    text 7-8 value="_"',
      ],
    ],
  ],
  'an item in a quote or item of the same line interrupts no paragraph, nor does one after code': [
    [
      'a\n> 1.\n',
      [
        'root 0-7 ',
        '  paragraph 0-1 ',
        '    text 0-1 value="a"',
        '  blockquote 2-6 ',
        '    list 4-6 ordered=true spread=false start=1',
        '      listItem 4-6 spread=false',
      ],
    ],
    [
      '    a\n1.\n',
      [
        'root 0-9 ',
        '  code 0-5 value="a"',
        '  list 6-8 ordered=true spread=false start=1',
        '    listItem 6-8 spread=false',
      ],
    ],
  ],
  'HTML of kind 7 interrupts no paragraph, in a lazy line neither': [
    [
      '> a\n<br>\n',
      [
        'root 0-9 ',
        '  blockquote 0-8 ',
        '    paragraph 2-8 ',
        '      text 2-4 value="a\\n"',
        '      html 4-8 value="<br>"',
      ],
    ],
  ],
  'a node ends with what belongs to it': [
    [
      '- ```\n- a\n',
      [
        'root 0-10 ',
        '  list 0-9 ordered=false spread=false',
        '    listItem 0-5 spread=false',
        '      code 2-5 value=""',
        '    listItem 6-9 spread=false',
        '      paragraph 8-9 ',
        '        text 8-9 value="a"',
      ],
    ],
    ['    a\n    \n', ['root 0-11 ', '  code 0-5 value="a"']],
    [
      '[a]: b\nc\n===\n',
      [
        'root 0-13 ',
        '  definition 0-6 identifier="a" label="a" url="b"',
        '  heading 7-12 depth=1',
        '    text 7-8 value="c"',
      ],
    ],
    [
      '> - a\n>\n',
      [
        'root 0-8 ',
        '  blockquote 0-7 ',
        '    list 2-5 ordered=false spread=false',
        '      listItem 2-5 spread=false',
        '        paragraph 4-5 ',
        '          text 4-5 value="a"',
      ],
    ],
    [
      '>``\\\n>b\n',
      [
        'root 0-8 ',
        '  blockquote 0-7 ',
        '    paragraph 1-7 ',
        '      text 1-3 value="``"',
        '      break 3-5 ',
        '      text 6-7 value="b"',
      ],
    ],
    [
      '+ ``\n\t``# \n',
      [
        'root 0-11 ',
        '  list 0-10 ordered=false spread=false',
        '    listItem 0-10 spread=false',
        '      paragraph 2-10 ',
        '        inlineCode 2-8 value="\\n"',
        '        text 8-9 value="#"',
      ],
    ],
    [
      '[^a]: - # \n\n\t+ \n',
      [
        'root 0-16 ',
        '  footnoteDefinition 0-15 identifier="a" label="a"',
        '    list 6-10 ordered=false spread=false',
        '      listItem 6-10 spread=false',
        '        heading 8-10 depth=1',
        '    list 13-15 ordered=false spread=false',
        '      listItem 13-15 spread=false',
      ],
    ],
    [
      '- [ ] *a*\n',
      [
        'root 0-10 ',
        '  list 0-9 ordered=false spread=false',
        '    listItem 0-9 checked=false spread=false',
        '      paragraph 6-9 ',
        '        emphasis 6-9 ',
        '          text 7-8 value="a"',
      ],
    ],
  ],
  'the address of an autolink may hold `!`': [
    [
      'x <!--a@b.c>\n',
      [
        'root 0-13 ',
        '  paragraph 0-12 ',
        '    text 0-2 value="x "',
        '    link 2-12 url="mailto:!--a@b.c"',
        '      text 3-11 value="!--a@b.c"',
      ],
    ],
  ],
  'delimiters of two kinds that cross are paired from the left, as cmark-gfm does': [
    [
      '__~*~*\n',
      [
        'root 0-7 ',
        '  paragraph 0-6 ',
        '    text 0-2 value="__"',
        '    delete 2-5 ',
        '      text 3-4 value="*"',
        '    text 5-6 value="*"',
      ],
    ],
  ],
  'a title in parentheses holds none': [
    [
      '[a]: b\n(()\n',
      [
        'root 0-11 ',
        '  definition 0-6 identifier="a" label="a" url="b"',
        '  paragraph 7-10 ',
        '    text 7-10 value="(()"',
      ],
    ],
  ],
  'an e-mail address with its scheme is one link, as cmark-gfm has it; one in a URL is none': [
    [
      'mailto:a@b.c xmpp:a@b.c/d\n',
      [
        'root 0-26 ',
        '  paragraph 0-25 ',
        '    link 0-12 url="mailto:a@b.c"',
        '      text 0-12 value="mailto:a@b.c"',
        '    text 12-13 value=" "',
        '    link 13-25 url="xmpp:a@b.c/d"',
        '      text 13-25 value="xmpp:a@b.c/d"',
      ],
    ],
    ['x ssh://a@b.c/d\n', ['root 0-16 ', '  paragraph 0-15 ', '    text 0-15 value="x ssh://a@b.c/d"']],
  ],
  'math, an extension': [
    ['$a*b*c$\n', ['root 0-8 ', '  paragraph 0-7 ', '    text 0-7 value="$a*b*c$"']],
    ['$$\n# a\n$$\n', ['root 0-10 ', '  code 0-9 value="# a"']],
  ],
  'highlights, an extension; not between letters': [
    [
      '==a *b*== c\n',
      [
        'root 0-12 ',
        '  paragraph 0-11 ',
        '    mark 0-9 ',
        '      text 2-4 value="a "',
        '      emphasis 4-7 ',
        '        text 5-6 value="b"',
        '    text 9-11 value=" c"',
      ],
    ],
  ],
  'comments, an extension': [
    ['a %%*b*%%\n', ['root 0-10 ', '  paragraph 0-9 ', '    text 0-2 value="a "', '    html 2-9 value="%%*b*%%"']],
    ['%%\n- a\n%%\n', ['root 0-10 ', '  html 0-9 value="%%\\n- a\\n%%"']],
  ],
  'identifiers of blocks, an extension': [
    ['a ^b-1\n', ['root 0-7 ', '  paragraph 0-6 ', '    text 0-1 value="a"', '    html 1-6 value=" ^b-1"']],
  ],
  'marks of tasks, an extension': [
    [
      '- [/] a\n',
      [
        'root 0-8 ',
        '  list 0-7 ordered=false spread=false',
        '    listItem 0-7 checked=false spread=false',
        '      paragraph 6-7 ',
        '        text 6-7 value="a"',
      ],
    ],
  ],
  'wiki links, an extension': [
    ['[[a|b]]\n', ['root 0-8 ', '  paragraph 0-7 ', '    link 0-7 url="a"', '      text 4-5 value="b"']],
  ],
};

describe.each(Object.entries(cases))('%s', (_name, examples) => {
  it.each(examples)('%j', (source, ours) => {
    expect(linesOf(ourTree(source))).toEqual(ours);
    expect(difference(source)).toBeDefined();
  });
});
