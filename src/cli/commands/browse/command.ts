import { defineCommand, optionalQuery } from '../../command-line/command.ts';

export const browse = defineCommand({
  name: 'browse',
  group: 'Read',
  summary: 'Read notes in full screen: outline, search, links, back and forward. Press ? for the keys.',
  operands: optionalQuery,
  options: [
    { name: 'fresh', type: 'boolean', description: 'begin at the top of each note, not at the last place in it' },
    { name: 'mouse', type: 'boolean', description: 'select links and headings with the mouse' },
  ],
  examples: ['browse', 'browse {section}'],
  run: async (io, { operands, options }) => (await import('./run.ts')).browseNotes(io, operands, options),
});
