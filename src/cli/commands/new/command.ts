import { defineCommand } from '../../command-line/command.ts';

export const newNote = defineCommand({
  name: 'new',
  group: 'Write',
  summary: 'Create a note from a template and print its path. Existing files are never overwritten.',
  operands: [{ name: 'title', description: 'the title; the file is named after it', isRepeatable: true }],
  options: [
    {
      name: 'in',
      type: 'string',
      valueName: 'folder',
      description: 'a folder in the library; it is created if it does not exist',
    },
    {
      name: 'template',
      type: 'string',
      valueName: 'name',
      description: 'reading (default), comparison, class, daily, or one of your own',
    },
    { name: 'url', type: 'string', valueName: 'url', description: 'URL of the page or video the note is about' },
    { name: 'edit', type: 'boolean', description: 'open the note in the editor' },
  ],
  examples: ['new Cold starts -L "$(mktemp -d)" --tag cloud', 'new --template daily -L "$(mktemp -d)"'],
  answer: 'files',
  run: async (io, { operands, options }) => (await import('./run.ts')).createNote(io, operands.join(' '), options),
});
