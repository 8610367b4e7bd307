import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { slug } from 'github-slugger';
import { defaultTemplate, fillTemplate, readTemplate } from '../../../configuration/templates.ts';
import { UserError } from '../../../core/errors.ts';
import { escapeHeading, hasControlCharacters, sanitizeLine } from '../../../core/escape.ts';
import { exitStatus } from '../../../core/exit-codes.ts';
import { formatDate } from '../../../core/format-date.ts';
import { createFile } from '../../../library/files/create-file.ts';
import { isWithin } from '../../../library/files/paths.ts';
import { readNote } from '../../../markdown/note.ts';
import { createPrinter } from '../../answering/print.ts';
import type { GlobalOptions } from '../../command-line/global-options.ts';
import type { Io } from '../../io.ts';
import { openInEditor } from '../../programs/editor.ts';
import { findWritableRoot, refuseBundledNotes, setUp } from '../../setup.ts';

interface NewOptions extends GlobalOptions {
  readonly in?: string;
  readonly template?: string;
  readonly url?: string;
  readonly edit?: boolean;
}

/** Creates a note and prints its path. @param words the title; a daily note without one is named after the day */
export async function createNote(io: Io, words: string, options: NewOptions): Promise<number> {
  const { template: templateName = defaultTemplate, tag: tags = [], edit } = options;
  const setup = await setUp(io, options);
  const printer = await createPrinter(io, 'files', options, setup);
  refuseBundledNotes(setup);
  const root = findWritableRoot(setup);
  const date = formatDate(io.now);
  const title = words.trim() || (templateName === 'daily' ? date : '');
  if (title === '' || !isOneLine(title))
    throw new UserError(
      title === '' ? 'The title is missing.' : 'The title must be one line without control characters.',
      exitStatus.usageError,
      'Example: readings new "Cold starts". With --template daily, the day is the default title.',
    );
  const template = readTemplate(templateName, root, setup.libraries[0]?.templates ?? join('.readings', 'templates'));
  const fileName = createFileName(title);
  const file = join(findFolder(root, options.in ?? ''), `${fileName}.md`);
  const url = parseUrl(options.url);
  const heading = await toMarkdownHeading(title);
  createFile(file, fillTemplate(template, { title, heading, date, url, slug: fileName, tags }), io);
  await printer.print([{ library: root, path: relative(root, file).split(sep).join('/'), file }]);
  return edit ? openInEditor(io, setup.user, file, undefined) : exitStatus.success;
}

/** Returns a title as Markdown, escaped only if it would be read as something else. */
async function toMarkdownHeading(title: string): Promise<string> {
  const file = { library: '-', path: '-', file: '-', modified: 0, byteOrderMark: false };
  const note = await readNote(`# ${title}\n`, file, () => undefined);
  return note.sections[0]?.heading === title ? title : escapeHeading(title);
}

function isOneLine(text: string): boolean {
  return !hasControlCharacters(text) && !/[\t\n]/.test(text);
}

/** @param inside a path relative to the root; its folders need not exist */
function findFolder(root: string, inside: string): string {
  if (!isOneLine(inside))
    throw new UserError('The value of --in has control characters.', exitStatus.usageError, 'Remove them.');
  const folder = resolve(root, inside);
  let existing = folder;
  while (!existsSync(existing)) existing = dirname(existing);
  if (!isWithin(folder, root) || !isWithin(realpathSync(existing), realpathSync(root)))
    throw new UserError(
      `--in ${sanitizeLine(inside)} is outside the library ${root}.`,
      exitStatus.usageError,
      'Give a folder relative to the library.',
    );
  const isHidden = relative(root, folder)
    .split(sep)
    .some((part) => part.startsWith('.') || part === 'node_modules');
  if (isHidden)
    throw new UserError(
      `A note in ${sanitizeLine(inside)} is not read: hidden folders and node_modules are ignored.`,
      exitStatus.usageError,
    );
  return folder;
}

/** File systems allow names of 255 bytes. This leaves room for the name of the temporary file. */
const maxNameBytes = 120;

/** Returns the file name of a title, without the extension. @throws UserError if the title has no letters or digits */
function createFileName(title: string): string {
  // Otherwise, C, C# and C++ would share a file.
  const words = title.replace(/(?<=\p{L})#/gu, '-sharp').replace(/(?<=\p{L})\+\+/gu, '-plus-plus');
  const name = slug(words).replace(/-{2,}/g, '-').replace(/^-|-$/g, '');
  if (name === '')
    throw new UserError(
      `Cannot make a file name from the title "${sanitizeLine(title)}": it has no letters or digits.`,
      exitStatus.usageError,
    );
  const shortName = truncate(name, maxNameBytes);
  // Device names of Windows: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
  return /^(?:con|prn|aux|nul|com\d|lpt\d)$/.test(shortName) ? `${shortName}-note` : shortName;
}

function truncate(name: string, maxBytes: number): string {
  const characters = [...name];
  while (Buffer.byteLength(characters.join('')) > maxBytes) characters.pop();
  return characters.join('').replace(/-$/, '');
}

function parseUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  if (url && /^(?:https?|mailto|file):$/.test(url.protocol)) return url.href.replace(/[<>]/g, encodeURIComponent);
  throw new UserError(
    `--url ${sanitizeLine(text)} is not a valid address.`,
    exitStatus.usageError,
    'Example: --url https://example.com/article',
  );
}
