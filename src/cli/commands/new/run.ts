/** What `new` does. */
import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { slug } from 'github-slugger';
import { defaultTemplate, filled, templateNamed } from '../../../configuration/templates.ts';
import { exitStatus, UserError } from '../../../core/errors.ts';
import { escapeHeading, hasControlCharacters, sanitizeLine } from '../../../core/escape.ts';
import { isWithin } from '../../../library/files/paths.ts';
import { createFile } from '../../../library/files/replace-file.ts';
import { readNote } from '../../../markdown/note.ts';
import { printerFor } from '../../answering/print.ts';
import { openInEditor } from '../../programs/editor.ts';
import type { Session } from '../../session.ts';
import type { Called, GlobalOptions } from '../../settings.ts';
import type { Setup } from '../../setup.ts';
import { refuseBundled, setUp } from '../../setup.ts';

interface NewOptions extends GlobalOptions {
  readonly in?: string;
  readonly template?: string;
  readonly url?: string;
  readonly edit?: boolean;
}

/** @param title empty for a note that is called by its day */
export async function newNote(session: Session, title: string, called: Called): Promise<void> {
  const { io } = session;
  const options = called.optsWithGlobals() as NewOptions;
  const { template = defaultTemplate, tag: tags = [], edit } = options;
  const setup = await setUp(io, options);
  const print = await printerFor(io, 'files', options, setup);
  refuseBundled(setup);
  const root = rootFor(setup);
  const date = dayOf(io.now);
  const own = title.trim() || (template === 'daily' ? date : '');
  if (own === '' || isNoLine(own))
    throw new UserError(
      own === '' ? 'a new note needs a title' : 'a title is one line, without control characters',
      exitStatus.usageError,
      'As in: readings new "Cold starts" (--template daily takes the day where there is none).',
    );
  const text = templateNamed(template, root, setup.libraries[0]?.templates ?? join('.readings', 'templates'));
  const name = fileNameOf(own);
  const folder = folderIn(root, options.in ?? '');
  const file = join(folder, `${name}.md`);
  createFile(
    file,
    filled(text, { title: own, heading: await asMarkdown(own), date, url: addressOf(options.url), slug: name, tags }),
    io,
  );
  const path = relative(root, file).split(sep).join('/');
  await print.write([{ library: root, path, file }]);
  if (edit) session.status = await openInEditor(io, setup.user, file, undefined);
}

/** A title as Markdown that reads as it: escaped only where it would read otherwise. */
async function asMarkdown(title: string): Promise<string> {
  const file = { library: '-', path: '-', file: '-', modified: 0, byteOrderMark: false };
  const note = await readNote(`# ${title}\n`, file, () => undefined);
  return note.sections[0]?.heading === title ? title : escapeHeading(title);
}

function isNoLine(text: string): boolean {
  return hasControlCharacters(text) || /[\t\n]/.test(text);
}

/** The folder that new notes go to: of several libraries the first. */
function rootFor({ roots: [first] }: Setup): string {
  const path = first?.path ?? '-';
  if (path !== '-' && statSync(path, { throwIfNoEntry: false })?.isDirectory()) return path;
  throw new UserError(
    path === '-' ? 'standard input takes no new notes' : `${path} is no folder that could take a new note`,
    exitStatus.usageError,
    'Name a folder with --library.',
  );
}

/** @param inside relative to the root, of folders that may yet have to be made */
function folderIn(root: string, inside: string): string {
  if (isNoLine(inside)) throw new UserError('--in has control characters', exitStatus.usageError, 'Leave them out.');
  const folder = resolve(root, inside);
  const path = relative(root, folder);
  let existing = folder;
  while (!existsSync(existing)) existing = dirname(existing);
  const isOut = !isWithin(folder, root) || !isWithin(realpathSync(existing), realpathSync(root));
  if (isOut)
    throw new UserError(
      `--in ${sanitizeLine(inside)} leads out of the library ${root}`,
      exitStatus.usageError,
      'It is a folder in the library, relative to it.',
    );
  if (path.split(sep).some((part) => part.startsWith('.') || part === 'node_modules'))
    throw new UserError(
      `--in ${sanitizeLine(inside)} would hide the note: folders that begin with a dot and node_modules are left out`,
      exitStatus.usageError,
    );
  return folder;
}

/** Windows keeps some names for devices (https://learn.microsoft.com/windows/win32/fileio/naming-a-file). */
function fileNameOf(title: string): string {
  // Languages whose names end in signs would else share a file.
  const words = title.replace(/(?<=\p{L})#/gu, '-sharp').replace(/(?<=\p{L})\+\+/gu, '-plus-plus');
  const name = slug(words)
    .replace(/-{2,}/g, '-')
    .replace(/^-+|-+$/g, '');
  if (name === '')
    throw new UserError(
      `no file name can be made of the title "${sanitizeLine(title)}": it has neither letters nor digits`,
      exitStatus.usageError,
    );
  const short = shortened(name, 120);
  return /^(?:con|prn|aux|nul|com\d|lpt\d)$/.test(short) ? `${short}-note` : short;
}

/** So many bytes of UTF-8 at most: file systems have 255, and what is written beside the note has a longer name. */
function shortened(name: string, most: number): string {
  const characters = [...name];
  while (Buffer.byteLength(characters.join('')) > most) characters.pop();
  return characters.join('').replace(/-+$/, '');
}

function addressOf(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  const address = URL.parse(url);
  if (address && /^(?:https?|mailto|file):$/.test(address.protocol))
    return address.href.replace(/[<>]/g, encodeURIComponent);
  throw new UserError(
    `--url ${sanitizeLine(url)} is no address`,
    exitStatus.usageError,
    'As in: --url https://example.com/article',
  );
}

/** The day where the user is. @param now milliseconds since 1970 */
function dayOf(now: number): string {
  const day = new Date(now);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
