/** Connects the full-screen reader to this terminal, library and configuration. */

import { isAbsolute, join } from 'node:path';
import type { Host } from '../../browse/host.ts';
import { UserError } from '../../core/errors.ts';
import { exitStatus } from '../../core/exit-codes.ts';
import type { Link } from '../../core/note.ts';
import { createFilter } from '../../library/files/filter.ts';
import { readPathOperands } from '../../library/files/path-operands.ts';
import { statIfReachable } from '../../library/files/paths.ts';
import { decodeNote } from '../../library/files/read-notes.ts';
import { readBytes } from '../../library/files/replace-file.ts';
import { formatPath } from '../../library/resolve-query.ts';
import { runWithTimeLimit } from '../../library/time-limit.ts';
import { withLibrary } from '../../library/with-library.ts';
import type { GlobalOptions } from '../command-line/global-options.ts';
import type { Io } from '../io.ts';
import { findLinkTarget, openInBrowser } from '../programs/browser.ts';
import { openInEditor } from '../programs/editor.ts';
import type { Setup } from '../setup.ts';
import { createIndexSettings, getSetting } from '../setup.ts';
import { defaultMaxWidth, getAppearance } from './appearance.ts';

/** @param request the operands of the command, which may be paths outside the library */
export async function createReaderHost(
  io: Io,
  options: GlobalOptions & { readonly fresh?: boolean; readonly mouse?: boolean },
  setup: Setup,
  request: { readonly query: string | undefined; readonly operands?: readonly string[] },
): Promise<Host> {
  const appearance = await getAppearance(io, options, setup);
  const filter = await createFilter({ tags: options.tag ?? [], path: options.path, since: options.since });
  const { roots } = readPathOperands(request, setup.roots, io.workingFolder);
  // Messages would be written over the screen.
  const silentIo = { ...io, errors: { write: () => true } };
  const ask: Host['ask'] = (question) =>
    withLibrary(
      {
        roots,
        filter,
        standardInput: async () => new Uint8Array(),
        index: options.index ? createIndexSettings(silentIo, () => undefined) : undefined,
        needsTrees: false,
      },
      async (library) => {
        try {
          return await question(library);
        } finally {
          library.close();
        }
      },
    );
  return {
    input: io.input,
    terminal: io.terminal(),
    atExit: io.atExit,
    suspend: io.suspend,
    onContinue: io.onContinue,
    isBundled: roots.some(({ isBundled }) => isBundled),
    context: {
      ...appearance,
      isCodeCut: true,
      isSideBySide: false,
      hasContext: false,
      formatPath: (note) => formatPath(io.workingFolder, note),
      formatUri: ({ file }) => file,
      runWithTimeLimit,
      resolveFileUrl: () => undefined,
      lineEnd: '\n',
    },
    maxWidth: options.width ?? getSetting(setup, 'max-width') ?? defaultMaxWidth,
    hasHyperlinks: appearance.links === 'hyperlink',
    ask,
    readNote: async ({ library, path, file }) => {
      const stats = statIfReachable(file);
      if (!stats?.isFile()) return undefined;
      return decodeNote(readBytes(file), { library, path, file, modified: stats.mtimeMs }, []);
    },
    edit: (file, line) => openInEditor(io, setup.user, file, line),
    openLink: async (note, url) => {
      const target = await ask(async (library) => findLinkTarget({ note, url } as Link, library));
      if ('refusal' in target) throw new UserError(`${url} was not opened: ${target.refusal}.`, exitStatus.usageError);
      await openInBrowser(io, setup.user, target.address);
    },
    placesFile: options.fresh ? undefined : join(findStateFolder(io), 'places.json'),
    makeFolder: io.makeFolder,
    hasMouse: options.mouse === true,
    formatPath: (note) => formatPath(io.workingFolder, note),
  };
}

/** Returns the folder for state that outlives a session (XDG Base Directory Specification, or as the platform has it). */
function findStateFolder({ environment, homeFolder, platform }: Io): string {
  const { READINGS_STATE_DIR, XDG_STATE_HOME, LOCALAPPDATA } = environment;
  if (READINGS_STATE_DIR) return READINGS_STATE_DIR;
  if (XDG_STATE_HOME && isAbsolute(XDG_STATE_HOME)) return join(XDG_STATE_HOME, 'readings');
  if (platform === 'darwin') return join(homeFolder, 'Library', 'Application Support', 'readings');
  if (platform === 'win32') return join(LOCALAPPDATA ?? join(homeFolder, 'AppData', 'Local'), 'readings');
  return join(homeFolder, '.local', 'state', 'readings');
}
