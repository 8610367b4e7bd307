/** The keys of the reader, for its help, `readings help keys` and docs/reference.md. */
export const keyGroups: readonly (readonly [
  title: string,
  keys: readonly (readonly [keys: string, meaning: string])[],
])[] = [
  [
    'Move',
    [
      ['j k, arrows', 'a line down or up'],
      ['d u', 'half a screen down or up'],
      ['space b', 'a screen down or up'],
      ['g G', 'to the start or end'],
      ['( )', 'to the previous or next heading'],
      ['[ ]', 'back and forward'],
    ],
  ],
  [
    'Find',
    [
      [
        '/',
        'search in this note (case counts if you type a capital letter); n and N go to the next and previous match, Esc ends it',
      ],
      ['f', 'find a heading in all notes'],
      ['F', 'search the text of all notes'],
      ['o', 'outline: show and focus it, hide it; Enter goes to a heading, space folds'],
    ],
  ],
  [
    'Follow',
    [
      ['Tab, Shift-Tab', 'select the next or previous link'],
      ['Enter', 'follow it'],
      ['O', 'open it in the browser'],
      ['l', 'list the links of this note'],
      ['B', 'notes that link here, and related ones'],
      ['t', 'pros and cons in this note'],
    ],
  ],
  [
    'Other',
    [
      ['e', 'edit the note at this line'],
      ['y', 'copy the address of this section'],
      ['Y', 'copy the Markdown of this section'],
      ['?', 'this help'],
      ['q', 'close this view, or leave'],
      ['Ctrl-C', 'leave'],
    ],
  ],
];
