/** Opens what a link leads to, and nothing that could do harm. */
import { existsSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { parseArgsStringToArgv } from 'string-argv';
import type { UserConfiguration } from '../configuration/configuration.ts';
import type { Link } from '../core/note.ts';
import { targetOf, wikiTargetOf } from '../core/targets.ts';
import { status, UserError } from '../core/user-error.ts';
import type { Library } from '../library/library.ts';
import { runProgram } from './editor.ts';
import type { Io } from './io.ts';

/** What is opened: an address, or a file. */
export type Openable = { readonly address: string } | { readonly refused: string };

/** Files that systems run when they are opened. */
const programs =
  /\.(?:desktop|exe|com|bat|cmd|ps1|vbs|vbe|wsf|wsh|hta|msi|scr|lnk|url|jar|app|command|pkg|dmg|sh|bash|zsh|fish|py|pl|rb|js|appimage|run)$/i;

/** Whether a link can be opened: http, https and mailto, and files of its library that are no programs. */
export function openable(link: Link, library: Library): Openable {
  const { note, url } = link;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme !== undefined) {
    if (scheme !== 'http' && scheme !== 'https' && scheme !== 'mailto')
      return { refused: `only http, https, mailto and files of the library are opened, and this is ${scheme}:` };
    if (/[?&]attach/i.test(url) && scheme === 'mailto') return { refused: 'it would attach a file' };
    const address = URL.parse(url)?.href;
    return address === undefined ? { refused: 'it is no address' } : { address };
  }
  if (url.startsWith('//')) return { address: `https:${url}` };
  // A wiki link is written without a folder and an extension.
  const targets = [targetOf(note, url), wikiTargetOf(note, url, (name) => library.called(name))];
  const files = targets.filter((target) => target !== undefined).map(({ path }) => join(note.library, path));
  const file = files.find((path) => existsSync(path));
  if (files.length === 0 || note.library === '-') return { refused: 'it leads out of the library' };
  if (file === undefined) return { refused: `there is no file ${files[0]}` };
  const real = realpathSync(file);
  const root = realpathSync(note.library);
  if (real !== root && !real.startsWith(root.endsWith(sep) ? root : root + sep))
    return { refused: 'it leads out of the library' };
  return isProgram(real) ? { refused: 'it is a program' } : { address: real };
}

function isProgram(file: string): boolean {
  const found = statSync(file);
  return found.isFile() && (programs.test(file) || (sep === '/' && (found.mode & 0o111) !== 0));
}

/** The command line that opens things: by `BROWSER`, the configuration, or the system's own way. No shell reads it. */
export function browserWords(
  { environment, platform }: Pick<Io, 'environment' | 'platform'>,
  { browser }: UserConfiguration,
): string[] {
  const named = environment.BROWSER || browser;
  if (named) return parseArgsStringToArgv(named);
  if (platform === 'darwin') return ['open'];
  // https://learn.microsoft.com/windows-server/administration/windows-commands/rundll32: `start` would need a shell.
  return platform === 'win32' ? ['rundll32', 'url.dll,FileProtocolHandler'] : ['xdg-open'];
}

/** @returns what the browser ended with. @throws UserError when it cannot be started */
export async function openInBrowser(io: Io, user: UserConfiguration, address: string): Promise<number> {
  const words = browserWords(io, user);
  const ended = await runProgram(io, [...words, address], {
    message: `cannot open ${address} with ${words[0] ?? ''}`,
    hint: 'Name another in BROWSER, or as browser in the configuration (readings config --edit).',
  });
  if (ended === 0) return status.found;
  throw new UserError(
    `${words[0] ?? ''} did not open ${address}: it ended with status ${ended}`,
    status.wrongCommandLine,
    'Name another in BROWSER, or as browser in the configuration (readings config --edit).',
  );
}
