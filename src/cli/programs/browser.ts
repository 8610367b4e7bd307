/** Opens what a link leads to, and nothing that could do harm. */
import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { parseArgsStringToArgv } from 'string-argv';
import type { UserConfiguration } from '../../configuration/configuration.ts';
import { exitStatus, UserError } from '../../core/errors.ts';
import { resolveLink, resolveWikiLink } from '../../core/link-targets.ts';
import type { Link } from '../../core/note.ts';
import { isWithin } from '../../library/files/paths.ts';
import { describeFileError } from '../../library/files/walk.ts';
import type { Library } from '../../library/library.ts';
import type { Io } from '../io.ts';
import { programNamed } from './choose.ts';
import { MissingProgram, runProgram } from './spawn.ts';

/** What is opened: an address, or a file. */
export type Openable = { readonly address: string } | { readonly refused: string };

/** Files that are shown when they are opened, and not run: all others are left alone. */
const documents =
  /\.(?:md|markdown|mdown|mkd|txt|text|rst|adoc|org|tex|bib|csv|tsv|json|jsonl|ya?ml|toml|xml|html?|xhtml|log|pdf|epub|djvu|ps|png|jpe?g|gif|webp|avif|svg|bmp|tiff?|heic|ico|mp3|m4a|ogg|oga|opus|flac|wav|mp4|m4v|webm|mov|mkv|avi|ogv|odt|ods|odp|docx|xlsx|pptx|rtf|ipynb)$/i;

/** Whether a link can be opened: http, https and mailto, and files of its library that are no programs. */
export function openable(link: Link, library: Library): Openable {
  const { note, url } = link;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme !== undefined) {
    if (scheme !== 'http' && scheme !== 'https' && scheme !== 'mailto')
      return { refused: `only http, https, mailto and files of the library are opened, and this is ${scheme}:` };
    const address = URL.parse(url);
    if (!address) return { refused: 'it is no address' };
    // https://www.rfc-editor.org/rfc/rfc6068 has no attachments, and some mail programs take them.
    const attaches = [...address.searchParams.keys()].some((name) => /^attach/i.test(name.trim()));
    return scheme === 'mailto' && attaches ? { refused: 'it would attach a file' } : { address: address.href };
  }
  if (url.startsWith('//')) return { address: `https:${url}` };
  // A wiki link is written without a folder and an extension.
  const targets = [resolveLink(note, url), resolveWikiLink(note, url, (name) => library.findByName(name))];
  const files = targets.filter((target) => target !== undefined).map(({ path }) => join(note.library, path));
  const file = files.find((path) => existsSync(path));
  if (files.length === 0 || note.library === '-') return { refused: 'it leads out of the library' };
  if (file === undefined) return { refused: `there is no file ${files[0]}` };
  try {
    const real = realpathSync(file);
    if (!isWithin(real, realpathSync(note.library))) return { refused: 'it leads out of the library' };
    return isShown(real) ? { address: real } : { refused: 'what it leads to may be run when it is opened' };
  } catch (error) {
    return { refused: describeFileError(error) };
  }
}

/** A document that may not be run, or a folder that is no application (those of macOS have an extension). */
function isShown(path: string): boolean {
  const found = statSync(path);
  if (found.isDirectory()) return !basename(path).includes('.');
  return found.isFile() && documents.test(path) && (sep === '\\' || (found.mode & 0o111) === 0);
}

/**
 * The command lines that may open an address, the first first: by `BROWSER` (a list as `PATH` is, `%s` for the address), the
 * configuration, or the system's own way. No shell reads them.
 */
export function browserWords(
  io: Pick<Io, 'environment' | 'platform' | 'configurationFile'>,
  user: UserConfiguration,
  address: string,
): readonly (readonly string[])[] {
  const { platform } = io;
  const { value, from } = programNamed('browser', io, user);
  // The variable is a list.
  const named = from === 'BROWSER' ? value.split(platform === 'win32' ? ';' : ':') : from === 'default' ? [] : [value];
  const lines = named.map((line) => parseArgsStringToArgv(line)).filter((words) => words.length > 0);
  if (lines.length === 0) lines.push(systemWords(platform));
  return lines.map((words) =>
    words.slice(1).some((word) => word.includes('%s'))
      ? words.map((word, index) => (index === 0 ? word : word.replaceAll('%s', () => address)))
      : [...words, address],
  );
}

function systemWords(platform: string): string[] {
  if (platform === 'darwin') return ['open'];
  // https://learn.microsoft.com/windows-server/administration/windows-commands/rundll32: `start` would need a shell.
  return platform === 'win32' ? ['rundll32', 'url.dll,FileProtocolHandler'] : ['xdg-open'];
}

/** @returns what the browser ended with. @throws UserError when it cannot be started */
export async function openInBrowser(io: Io, user: UserConfiguration, address: string): Promise<number> {
  const hint = 'Name another in BROWSER, or as browser in the configuration (readings config --edit).';
  let missing: MissingProgram | undefined;
  for (const words of browserWords(io, user, address)) {
    const [command = ''] = words;
    try {
      const ended = await runProgram(io, words, { message: `cannot open ${address} with ${command}`, hint });
      if (ended === 0) return exitStatus.success;
      const reason = `${command} did not open ${address}: it ended with status ${ended}`;
      throw new UserError(reason, exitStatus.usageError, hint);
    } catch (error) {
      if (!(error instanceof MissingProgram)) throw error;
      missing ??= error;
    }
  }
  throw missing;
}
