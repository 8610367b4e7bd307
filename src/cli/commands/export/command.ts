import { defineCommand } from '../../command-line/command.ts';

export const exportSite = defineCommand({
  name: 'export',
  group: 'Write',
  summary: 'Write the library as a static web site. Only files of an earlier export are changed or removed.',
  operands: [
    {
      name: 'folder',
      description: 'a new or empty folder, or that of an earlier export',
      isRequired: true,
      completes: 'files',
    },
  ],
  options: [
    {
      name: 'site',
      type: 'string',
      valueName: 'url',
      description: 'the address where the site will be; adds a site map and a feed',
    },
    {
      name: 'to',
      type: 'choice',
      choices: ['vercel', 'lambda'],
      valueName: 'platform',
      description: 'write a function that also has search and the API, for this platform',
    },
    { name: 'style', type: 'string', valueName: 'file', description: 'a style sheet to add' },
    { name: 'remote-images', type: 'boolean', description: 'show images from other sites' },
  ],
  examples: ['export site', 'export site --site https://notes.example/'],
  run: async (io, { operands, options }) => (await import('./run.ts')).exportLibrary(io, operands[0] ?? '', options),
});
