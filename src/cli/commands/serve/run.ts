import type { Server } from 'srvx';
import { serve } from 'srvx/node';
import { UserError } from '../../../core/errors.ts';
import { sanitizeLine } from '../../../core/escape.ts';
import { exitStatus } from '../../../core/exit-codes.ts';
import { createFilter } from '../../../library/files/filter.ts';
import { SharedLibrary } from '../../../library/shared-library.ts';
import { runWithTimeLimit } from '../../../library/time-limit.ts';
import { createHandler } from '../../../web/handler.ts';
import type { GlobalOptions } from '../../command-line/global-options.ts';
import type { Io } from '../../io.ts';
import { readStandardInput } from '../../io.ts';
import { openInBrowser } from '../../programs/browser.ts';
import type { Setup } from '../../setup.ts';
import { createIndexSettings, getTitle, setUp } from '../../setup.ts';

interface ServeOptions extends GlobalOptions {
  readonly port?: number;
  readonly host: string;
  readonly open?: boolean;
  readonly token?: string;
  readonly public?: boolean;
  readonly allowHost?: readonly string[];
  readonly allowOrigin?: readonly string[];
  readonly remoteImages?: boolean;
  readonly log?: boolean;
}

const defaultPort = 4177;
/** How many ports after the default one are tried. */
const maxPortTries = 20;
/** Answers may be this much out of date: files are not checked more often. */
const maxAgeMs = 1000;

/** Serves the library until the program is interrupted. */
export async function serveLibrary(io: Io, options: ServeOptions): Promise<number> {
  const { host, token, allowHost = [], allowOrigin = [] } = options;
  checkAccess(options);
  const setup = await setUp(io, options);
  const library = await createSharedLibrary(io, options, setup);
  // Reports a missing folder, and builds the index, before anyone asks.
  await library.use(async () => undefined);
  const handle = createHandler(
    {
      source: library,
      title: getTitle(setup),
      version: io.build,
      hasRemoteImages: options.remoteImages === true,
      runWithTimeLimit,
    },
    { hosts: [host, ...allowHost], origins: allowOrigin, token },
  );
  const server = await listen(options.log ? logRequests(io, handle) : handle, options);
  const address = formatAddress(host, server);
  io.atExit(() => {
    library.close();
    void server.close(true);
  });
  await new Promise((done) => {
    io.output.write(`${address}\n`, done);
  });
  if (options.open) await openInBrowser(io, setup.user, token === undefined ? address : `${address}?token=${token}`);
  // The server keeps the program running until a signal ends it.
  return new Promise(() => undefined);
}

/** @throws UserError if strangers could read the notes without being meant to */
function checkAccess({ host, token, public: isPublic }: ServeOptions): void {
  if (token !== undefined && !/^[!-~]{8,200}$/.test(token))
    throw new UserError(
      'The token is too short or has characters that a header cannot have.',
      exitStatus.usageError,
      'Use 8 to 200 letters, digits and signs.',
    );
  if (isLoopback(host) || token !== undefined || isPublic) return;
  throw new UserError(
    `Everyone who reaches ${sanitizeLine(host)} could read the notes.`,
    exitStatus.usageError,
    'Require a token with --token SECRET, or allow everyone with --public.',
  );
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

async function createSharedLibrary(io: Io, options: ServeOptions, setup: Setup): Promise<SharedLibrary> {
  const warn = (message: string) => io.errors.write(`readings: ${sanitizeLine(message)}\n`);
  const filter = await createFilter({ tags: options.tag ?? [], path: options.path, since: options.since });
  const index = options.index ? createIndexSettings(io, warn) : undefined;
  const standardInput = () => readStandardInput(io);
  return new SharedLibrary({ roots: setup.roots, filter, standardInput, index, needsTrees: true }, maxAgeMs);
}

/** @throws UserError if the port is taken or the address cannot be used */
async function listen(fetch: (request: Request) => Promise<Response>, { port, host }: ServeOptions): Promise<Server> {
  const last = port === undefined ? defaultPort + maxPortTries : port;
  for (let candidate = port ?? defaultPort; ; candidate++) {
    const server = serve({
      fetch,
      port: candidate,
      hostname: host,
      silent: true,
      gracefulShutdown: false,
      manual: true,
    });
    try {
      await server.serve();
      return server;
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === 'EADDRINUSE' && candidate < last) continue;
      if (code === 'EADDRINUSE')
        throw new UserError(
          `Port ${candidate} is in use.`,
          exitStatus.usageError,
          'Choose another with --port, or leave it out to use the next free one.',
        );
      const reason = code === 'ENOTFOUND' ? 'no such host' : code === 'EACCES' ? 'permission denied' : message;
      throw new UserError(
        `Cannot listen on ${sanitizeLine(host)}:${candidate}: ${reason}.`,
        exitStatus.usageError,
        'Choose another address with --host or another port with --port.',
      );
    }
  }
}

function formatAddress(host: string, server: Server): string {
  const { port } = new URL(server.url ?? 'http://localhost');
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${shown}${port === '' ? '' : `:${port}`}/`;
}

/** Wraps a handler so that it prints the method, path, status and time of each request. */
function logRequests(io: Io, handle: (request: Request) => Promise<Response>) {
  return async (request: Request): Promise<Response> => {
    const start = performance.now();
    const response = await handle(request);
    const { pathname, search } = new URL(request.url);
    // The token is a secret.
    const path = sanitizeLine(pathname + search.replace(/([?&]token=)[^&]*/, '$1…'));
    const time = (performance.now() - start).toFixed(1);
    io.errors.write(`${new Date().toISOString()} ${request.method} ${path} ${response.status} ${time} ms\n`);
    return response;
  };
}
