import { defineCommand } from '../../command-line/command.ts';

export const serve = defineCommand({
  name: 'serve',
  group: 'Read',
  summary: 'Serve the library as web pages and an HTTP API on this machine.',
  operands: [],
  options: [
    {
      name: 'port',
      type: 'integer',
      minimum: 0,
      maximum: 65_535,
      valueName: 'number',
      description: 'port to listen on; 0 for any free one (default: 4177, or the next free one)',
    },
    {
      name: 'host',
      type: 'string',
      default: '127.0.0.1',
      valueName: 'address',
      description: 'address to listen on; any but a loopback address needs --token or --public',
    },
    { name: 'open', type: 'boolean', description: 'open the pages in the browser' },
    {
      name: 'token',
      type: 'string',
      valueName: 'secret',
      description: 'require this token: as a bearer token, or once as ?token= in the browser',
    },
    { name: 'public', type: 'boolean', description: 'let everyone who reaches the address read the notes' },
    {
      name: 'allow-host',
      type: 'string',
      isRepeatable: true,
      valueName: 'name',
      description: 'accept requests for this host name, such as that of a proxy (repeatable)',
    },
    {
      name: 'allow-origin',
      type: 'string',
      isRepeatable: true,
      valueName: 'origin',
      description: 'let pages of this origin read the API, such as https://notes.example (repeatable)',
    },
    { name: 'remote-images', type: 'boolean', description: 'show images from other sites' },
    { name: 'log', type: 'boolean', description: 'print a line per request to standard error' },
  ],
  examples: ['serve', 'serve --port 8080 --open'],
  run: async (io, { options }) => (await import('./run.ts')).serveLibrary(io, options),
});
