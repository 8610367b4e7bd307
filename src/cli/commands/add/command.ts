import { defineCommand } from '../../command-line/command.ts';

export const add = defineCommand({
  name: 'add',
  group: 'Write',
  summary: 'Add an item to a list in a section and print the change as a diff.',
  operands: [
    {
      name: 'query',
      description: 'a note, heading or label, quoted if it has several words',
      isRequired: true,
      completes: 'names',
    },
    { name: 'text', description: 'the item, as Markdown; without it, standard input', isRepeatable: true },
  ],
  options: [
    { name: 'pro', type: 'boolean', description: 'add it to the pros', conflictsWith: 'con' },
    { name: 'con', type: 'boolean', description: 'add it to the cons' },
    { name: 'link', type: 'string', valueName: 'url', description: 'add a link with the text as its label' },
    { name: 'quote', type: 'boolean', description: 'add it as a quotation' },
    {
      name: 'create',
      type: 'boolean',
      description: 'create the heading if it does not exist; to choose the note, write NOTE > HEADING',
    },
    {
      name: 'exact',
      type: 'boolean',
      description: 'do not guess: require exactly one note, heading or label with this name',
    },
    { name: 'dry-run', type: 'boolean', description: 'print the diff without changing the file' },
  ],
  examples: ['add {section} "A thought" --dry-run', 'add {topic} --pro "It is simple" --dry-run'],
  answer: 'difference',
  run: async (io, { operands: [query = '', ...words], options }) =>
    (await import('./run.ts')).addItem(io, query, words.join(' '), options),
});
