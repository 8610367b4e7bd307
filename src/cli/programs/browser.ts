/** Opens the target of a link, unless that could do harm. */
import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { parseArgsStringToArgv } from 'string-argv';
import type { UserConfiguration } from '../../configuration/configuration.ts';
import { UserError } from '../../core/errors.ts';
import { exitStatus } from '../../core/exit-codes.ts';
import { resolveLink, resolveWikiLink } from '../../core/link-targets.ts';
import type { Link } from '../../core/note.ts';
import { describeFileError } from '../../library/files/file-errors.ts';
import { isWithin } from '../../library/files/paths.ts';
import type { Library } from '../../library/library.ts';
import type { Io } from '../io.ts';
import { chooseProgram } from './choose.ts';
import { MissingProgram, runProgram } from './spawn.ts';

/** What to open, or why a link is not opened. */
export type LinkTarget = { readonly address: string } | { readonly refusal: string };

/** Files that are displayed when opened. Others might be executed, and are refused. */
const documents =
  /\.(?:md|markdown|mdown|mkd|txt|text|rst|adoc|org|tex|bib|csv|tsv|json|jsonl|ya?ml|toml|xml|html?|xhtml|log|pdf|epub|djvu|ps|png|jpe?g|gif|webp|avif|svg|bmp|tiff?|heic|ico|mp3|m4a|ogg|oga|opus|flac|wav|mp4|m4v|webm|mov|mkv|avi|ogv|odt|ods|odp|docx|xlsx|pptx|rtf|ipynb)$/i;

/** Finds the target of a link: an http, https or mailto address, or a document in the link's library. */
export function findLinkTarget(link: Link, library: Library): LinkTarget {
  const { note, url } = link;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme !== undefined) {
    if (scheme !== 'http' && scheme !== 'https' && scheme !== 'mailto')
      return {
        refusal: `the scheme ${scheme}: is not allowed; allowed are http, https, mailto and files of the library`,
      };
    const address = URL.parse(url);
    if (!address) return { refusal: 'it is not a valid address' };
    // https://www.rfc-editor.org/rfc/rfc6068 has no attachments, and some mail programs take them.
    const attaches = [...address.searchParams.keys()].some((name) => /^attach/i.test(name.trim()));
    return scheme === 'mailto' && attaches ? { refusal: 'it would attach a file' } : { address: address.href };
  }
  if (url.startsWith('//')) return { address: `https:${url}` };
  // A wiki link is written without a folder and an extension.
  const targets = [resolveLink(note, url), resolveWikiLink(note, url, (name) => library.findByName(name))];
  const files = targets.filter((target) => target !== undefined).map(({ path }) => join(note.library, path));
  const file = files.find((path) => existsSync(path));
  if (files.length === 0 || note.library === '-') return { refusal: 'it points outside the library' };
  if (file === undefined) return { refusal: `${files[0]} does not exist` };
  try {
    const real = realpathSync(file);
    if (!isWithin(real, realpathSync(note.library))) return { refusal: 'it points outside the library' };
    return isDocument(real) ? { address: real } : { refusal: 'its target might be executed when opened' };
  } catch (error) {
    return { refusal: describeFileError(error) };
  }
}

/** Reports whether a path is a document without execute permission, or a folder that is not a macOS application. */
function isDocument(path: string): boolean {
  const stats = statSync(path);
  if (stats.isDirectory()) return !basename(path).includes('.');
  return stats.isFile() && documents.test(path) && (sep === '\\' || (stats.mode & 0o111) === 0);
}

/**
 * Returns the command lines to try, in order: from `BROWSER` (a list like `PATH`, `%s` for the address), the configuration, or
 * the system's default. They run without a shell.
 */
export function createBrowserCommands(
  io: Pick<Io, 'environment' | 'platform' | 'configurationFile'>,
  user: UserConfiguration,
  address: string,
): readonly (readonly string[])[] {
  const { platform } = io;
  const { value, from } = chooseProgram('browser', io, user);
  // The variable is a list.
  const named = from === 'BROWSER' ? value.split(platform === 'win32' ? ';' : ':') : from === 'default' ? [] : [value];
  const lines = named.map((line) => parseArgsStringToArgv(line)).filter((words) => words.length > 0);
  if (lines.length === 0) lines.push(getSystemOpener(platform));
  return lines.map((words) =>
    words.slice(1).some((word) => word.includes('%s'))
      ? words.map((word, index) => (index === 0 ? word : word.replaceAll('%s', () => address)))
      : [...words, address],
  );
}

function getSystemOpener(platform: string): string[] {
  if (platform === 'darwin') return ['open'];
  // https://learn.microsoft.com/windows-server/administration/windows-commands/rundll32: `start` would need a shell.
  return platform === 'win32' ? ['rundll32', 'url.dll,FileProtocolHandler'] : ['xdg-open'];
}

/** @returns the browser's exit status. @throws UserError if it cannot be started or fails */
export async function openInBrowser(io: Io, user: UserConfiguration, address: string): Promise<number> {
  const hint = 'Choose another with BROWSER or `browser` in your configuration (readings config --edit).';
  let missing: MissingProgram | undefined;
  for (const words of createBrowserCommands(io, user, address)) {
    const [command = ''] = words;
    try {
      const endStatus = await runProgram(io, words, { message: `Cannot open ${address} with ${command}`, hint });
      if (endStatus === 0) return exitStatus.success;
      const reason = `Cannot open ${address}: ${command} exited with status ${endStatus}.`;
      throw new UserError(reason, exitStatus.usageError, hint);
    } catch (error) {
      if (!(error instanceof MissingProgram)) throw error;
      missing ??= error;
    }
  }
  throw missing;
}
