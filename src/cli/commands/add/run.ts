import { existsSync, statSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { UserError } from '../../../core/errors.ts';
import { escapeHeading, hasControlCharacters, sanitizeLine } from '../../../core/escape.ts';
import { exitStatus } from '../../../core/exit-codes.ts';
import { formatDate } from '../../../core/format-date.ts';
import type { Note, Section } from '../../../core/note.ts';
import { findSectionAt, findTitleSection, isMarkdown } from '../../../core/note.ts';
import { isExactKind } from '../../../core/query/lookup.ts';
import { readTradeOffs } from '../../../core/tradeoffs/index.ts';
import { sides } from '../../../core/tradeoffs/lexicon/lexicon.ts';
import type { Span } from '../../../core/tree.ts';
import { findPath } from '../../../core/tree.ts';
import { isSafeUrl } from '../../../core/url.ts';
import type { Addition, Insertion } from '../../../editing/insertion.ts';
import { createHeadingInsertion, findInsertions, findSidesAbove, parseSides } from '../../../editing/insertion.ts';
import { createPatch } from '../../../editing/patch.ts';
import { describeParts } from '../../../editing/unchanged.ts';
import { createFile } from '../../../library/files/create-file.ts';
import { decode } from '../../../library/files/decode.ts';
import { isInsideLibrary, isSymbolicLink, isWithin, resolveLinks } from '../../../library/files/paths.ts';
import { changeFile, readBytes } from '../../../library/files/replace-file.ts';
import type { QueryOptions, QueryTarget } from '../../../library/resolve-query.ts';
import { formatPath } from '../../../library/resolve-query.ts';
import { readNote, readNoteWithSource } from '../../../markdown/note.ts';
import { withQuery } from '../../answering/ask.ts';
import { chooseTarget } from '../../answering/choose-target.ts';
import type { Printer } from '../../answering/print.ts';
import { createPrinter } from '../../answering/print.ts';
import type { GlobalOptions } from '../../command-line/global-options.ts';
import type { Io } from '../../io.ts';
import { readStandardInput } from '../../io.ts';
import type { Setup } from '../../setup.ts';
import { findWritableRoot, refuseBundledNotes, setUp } from '../../setup.ts';

interface AddOptions extends GlobalOptions, QueryOptions {
  readonly pro?: boolean;
  readonly con?: boolean;
  readonly link?: string;
  readonly quote?: boolean;
  readonly create?: boolean;
  readonly dryRun?: boolean;
}

/** Where to add the item. */
interface Destination {
  readonly target: QueryTarget;
  /** A heading to create below the target. */
  readonly newHeading: string | undefined;
}

/** Adds an item to a section and prints the change. */
export async function addItem(io: Io, query: string, words: string, options: AddOptions): Promise<number> {
  const isThought = words === '' && options.link === undefined && !options.pro && !options.con && !options.create;
  if (isThought && io.input.isTTY) return addToInbox(io, query, options);
  const text = formatText(words === '' && options.link === undefined ? await readText(io) : words, options);
  const setup = await setUp(io, options);
  const printer = await createPrinter(io, 'difference', options, setup);
  const destination = await findDestination(io, options, setup, query);
  if (typeof destination === 'number') return destination;
  return addTo(io, destination, text, options, setup, printer, query);
}

/** Appends a thought to the inbox of the first library, with the date. */
async function addToInbox(io: Io, words: string, options: AddOptions): Promise<number> {
  const text = `${formatDate(io.now)}: ${formatText(words, options)}`;
  const setup = await setUp(io, options);
  const printer = await createPrinter(io, 'difference', options, setup);
  if (!options.dryRun) refuseBundledNotes(setup);
  const library = findWritableRoot(setup);
  const name = setup.libraries[0]?.inbox ?? 'inbox.md';
  const file = resolve(library, name);
  if (!isReadFromLibrary(file, library))
    throw new UserError(
      `inbox = "${sanitizeLine(name)}" is not a note in ${library}.`,
      exitStatus.usageError,
      'Name a Markdown file in the library.',
    );
  if (existsSync(file)) {
    const modified = statSync(file).mtimeMs;
    const inbox = await parseNote(readBytes(file), { library, path: name, file, modified });
    const target = { note: inbox, section: undefined, score: 1 };
    return addTo(io, { target, newHeading: undefined }, text, options, setup, printer, name);
  }
  const source = `# Inbox\n\n- ${text.replace(/\n/g, '\n  ')}\n`;
  const note = await readNote(
    source,
    { library, path: name, file, modified: io.now, byteOrderMark: false },
    () => undefined,
  );
  if (!options.dryRun) createFile(file, source, io);
  const path = formatPath(io.workingFolder, note);
  const patch = createPatch(path, '', source);
  await printer.print([{ note, patch }]);
  return exitStatus.success;
}

/**
 * Reports whether the library would read a file as a note. The file may not exist yet. Symbolic links must not lead out
 * of the library.
 */
function isReadFromLibrary(file: string, library: string): boolean {
  if (!isWithin(file, library) || !isMarkdown(file)) return false;
  const parts = relative(library, file).split(sep);
  if (parts.some((part) => part.startsWith('.') || part === 'node_modules')) return false;
  if (isSymbolicLink(file) && !existsSync(file)) return false;
  let existing = file;
  while (!existsSync(existing)) existing = dirname(existing);
  return isInsideLibrary(existing, library);
}

async function addTo(
  io: Io,
  destination: Destination,
  text: string,
  options: AddOptions,
  setup: Setup,
  printer: Printer<'difference'>,
  query: string,
): Promise<number> {
  const { note } = destination.target;
  if (!options.dryRun) {
    refuseBundledNotes(setup);
    checkLinkTarget(note);
  }
  let patch = '';
  const transform = async (bytes: Uint8Array): Promise<string> => {
    const current = await parseNote(bytes, note);
    const source = await addToSource(current, destination, text, options, setup, query);
    const path = formatPath(io.workingFolder, note);
    patch = createPatch(path, current.source, source);
    return (current.byteOrderMark ? '\uFEFF' : '') + source;
  };
  if (options.dryRun) await transform(readBytes(note.file));
  else await changeFile(note.file, io, transform);
  await printer.print([{ note, patch }]);
  return exitStatus.success;
}

/** @throws UserError if a note is a symbolic link to a file outside the library that is not Markdown */
function checkLinkTarget({ file, library }: Note): void {
  const realFile = resolveLinks(file);
  if (isInsideLibrary(realFile, library) || isMarkdown(realFile)) return;
  throw new UserError(
    `${file} was not changed: it is a link to ${realFile}, which is not a note of the library.`,
    exitStatus.partialFailure,
    'Edit that file directly.',
  );
}

/** Returns the source of a note with the text added. */
async function addToSource(
  note: Note,
  { target, newHeading }: Destination,
  text: string,
  options: AddOptions,
  setup: Setup,
  query: string,
): Promise<string> {
  const oldSection = target.section ?? (newHeading === undefined ? findFirstSection(target.note) : undefined);
  if (oldSection?.slug.startsWith('^'))
    throw new UserError(
      `Nothing was added to "${sanitizeLine(query)}": this is a block, and text is added to a section.`,
      exitStatus.usageError,
      `Name the section, or edit the note: readings edit ${JSON.stringify(sanitizeLine(query))}`,
    );
  const section =
    oldSection && note.sections.find(({ slug, line }) => slug === oldSection.slug && line === oldSection.line);
  if (oldSection && !section)
    throw new UserError(
      `${note.file} was changed by another program; nothing was written.`,
      exitStatus.partialFailure,
      'Try again.',
    );
  const addition: Addition = {
    text,
    isQuote: options.quote === true,
    side: options.pro ? 'pros' : options.con ? 'cons' : undefined,
    mayCreate: options.create === true,
    userWords: setup.roots.find(({ path }) => path === note.library)?.userWords,
  };
  return insert(note.source, await chooseInsertion(note, section, newHeading, addition, query));
}

/** Reads the text from standard input. @throws UserError if standard input is a terminal */
async function readText(io: Io): Promise<string> {
  if (io.input.isTTY)
    throw new UserError(
      'The text to add is missing.',
      exitStatus.usageError,
      'Example: readings add "cons takeaways" "Limits of time"',
    );
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readStandardInput(io));
  } catch {
    throw new UserError(
      'Standard input is not UTF-8.',
      exitStatus.usageError,
      'Convert it first, for example with iconv.',
    );
  }
}

/** Returns the text to add as Markdown. @throws UserError if it is empty or has control characters */
function formatText(words: string, { link }: AddOptions): string {
  const text = words
    .replace(/\r\n?/g, '\n')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();
  if (hasControlCharacters(text))
    throw new UserError('The text has control characters.', exitStatus.usageError, 'Remove them.');
  if (link !== undefined) return formatLink(link, text.replace(/\n/g, ' '));
  if (text === '') throw new UserError('The text to add is empty.', exitStatus.usageError);
  return text;
}

/** @throws UserError if the address is invalid, or its scheme is not allowed */
function formatLink(address: string, words: string): string {
  if (/\s/.test(address) || address === '' || hasControlCharacters(address))
    throw new UserError(
      `--link ${sanitizeLine(address)} is not a valid address.`,
      exitStatus.usageError,
      'Write a space in it as %20.',
    );
  if (!isSafeUrl(address))
    throw new UserError(
      `--link ${sanitizeLine(address)} is not allowed: use http, https, mailto, or a file in the library.`,
      exitStatus.usageError,
    );
  const url = address.replace(/[<>\\]/g, encodeURIComponent);
  if (words === '' && /^(?:https?|mailto):/i.test(url)) return `<${url}>`;
  const label = (words === '' ? url : words).replace(/[\\[\]]/g, '\\$&');
  return `[${label}](${/[()]/.test(url) ? `<${url}>` : url.replace(/^www\./i, 'https://$&')})`;
}

/** Finds where to add. @returns the exit status if the query matches nothing */
async function findDestination(
  io: Io,
  options: AddOptions,
  setup: Setup,
  query: string,
): Promise<Destination | number> {
  const isCreating = options.create === true && !options.pro && !options.con;
  const request = { query: isCreating ? undefined : query, takes: 'every' } as const;
  // Whether there is exactly one is checked below.
  const { exact: _, ...queryOptions } = options;
  const result = await withQuery(io, queryOptions, setup, request, false, async ({ library, targets, find }) => {
    if (!isCreating) return { candidates: targets, newHeading: undefined, name: undefined };
    const { above, heading } = splitHeading(query);
    const existing = (await find(query)).filter(({ kind }) => isExactKind(kind));
    if (existing.length > 0) return { candidates: existing, newHeading: undefined, name: undefined };
    const notes = library.notes();
    const candidates =
      above !== ''
        ? await find(above)
        : notes.length === 1
          ? notes.map((note) => ({ note, section: undefined, score: 1, kind: 'note' as const }))
          : [];
    if (candidates.length === 0)
      throw new UserError(
        above === ''
          ? `No section is called "${sanitizeLine(query)}".`
          : `No section matches "${sanitizeLine(above)}".`,
        exitStatus.noMatch,
        'To create it, name the note: readings add "NOTE > HEADING" --create',
      );
    return { candidates, name: above || query, newHeading: heading.replace(/\s+/g, ' ').trim() };
  });
  const { candidates, newHeading, name = query } = result.answer;
  if (candidates.length === 0) {
    result.tell();
    return result.isPartial ? exitStatus.partialFailure : exitStatus.noMatch;
  }
  const target = await chooseTarget(io, name, candidates);
  if (!target) return exitStatus.interrupted;
  if (target.note.file === '-')
    throw new UserError(
      'Cannot add to standard input: it is not a file.',
      exitStatus.usageError,
      'Choose a folder or file with --library.',
    );
  return { target, newHeading };
}

/** Splits `NOTE > HEADING` at the last separator. Without one, all of it is the heading. */
function splitHeading(query: string): { above: string; heading: string } {
  const at = Math.max(query.lastIndexOf('>'), query.lastIndexOf('›'));
  const above = query.slice(0, Math.max(0, at)).trim();
  const heading = query.slice(at + 1).trim();
  return above === '' || heading === '' ? { above: '', heading: query } : { above, heading };
}

async function parseNote(
  bytes: Uint8Array,
  { library, path, file, modified }: Pick<Note, 'library' | 'path' | 'file' | 'modified'>,
): Promise<Note> {
  const decoded = decode(bytes);
  if (decoded?.encoding !== 'UTF-8')
    throw new UserError(
      `${file} was not changed: it is not UTF-8${decoded ? ` but ${decoded.encoding}` : ''}.`,
      exitStatus.partialFailure,
      'Save it as UTF-8 first.',
    );
  const { byteOrderMark } = decoded;
  return readNote(decoded.text, { library, path, file, modified, byteOrderMark }, () => undefined);
}

/** Returns the section that stands for a whole note: that of its first heading. */
function findFirstSection({ sections }: Note): Section | undefined {
  return sections.find(({ label }) => !label);
}

/** Returns the first insertion that has the intended effect and no other. @throws UserError if there is none */
async function chooseInsertion(
  note: Note,
  section: Section | undefined,
  newHeading: string | undefined,
  addition: Addition,
  query: string,
): Promise<Insertion> {
  const candidates =
    newHeading === undefined
      ? findInsertions(note, section, addition)
      : [newHeading, escapeHeading(newHeading)].map((text) => createHeadingInsertion(note, section, text, addition));
  // New text can break the rest of a note: an unclosed comment hides what follows, a link definition redirects other
  // links, and a list before a label separates the label from its topic.
  const partsBefore = describeParts(note, addition.userWords);
  for (const candidate of candidates) {
    if (!('at' in candidate)) continue;
    const after = await readNoteWithSource(note, insert(note.source, candidate));
    const partsAfter = describeParts(after, addition.userWords, isOutside(candidate));
    if (partsAfter === partsBefore && isInPlace(note, after, candidate, section, newHeading, addition))
      return candidate;
  }
  const name = sanitizeLine(query);
  const obstacle = candidates.find((candidate) => 'reason' in candidate);
  if (!obstacle || !('reason' in obstacle))
    throw new UserError(
      `Nothing was added to "${name}": the text would change other parts of the note.`,
      exitStatus.usageError,
      `Close any open code block, comment or tag in the text, or edit the note: readings edit "${name}"`,
    );
  const { reason, needsHeading, line } = obstacle;
  const location = line === undefined ? '' : ` (${note.file}:${line})`;
  throw new UserError(
    `Nothing was added to "${name}": ${reason}${location}.`,
    exitStatus.noMatch,
    needsHeading ? 'Use --create to create a heading.' : `Edit the note instead: readings edit "${name}"`,
  );
}

function insert(source: string, { at, text }: Insertion): string {
  return source.slice(0, at) + text + source.slice(at);
}

/**
 * Returns a test for spans that are not entirely inside an insertion. Such a span existed before or was changed by it.
 */
function isOutside({ at, text }: Insertion): (span: Span) => boolean {
  return ({ from, to }) => !(from >= at && to <= at + text.length);
}

/** Reports whether inserted text has become a list item or quote of the intended section and side. */
function isInPlace(
  before: Note,
  after: Note,
  { at, text }: Insertion,
  section: Section | undefined,
  newHeading: string | undefined,
  addition: Addition,
): boolean {
  const end = at + text.length;
  const isOld = ({ from, to }: Span) => to <= at || from >= end;
  const types = findPath(after.tree, at + text.trimEnd().length - 1).map(({ node }) => node.type);
  if (!types.includes('listItem') && !types.includes('blockquote')) return false;
  if (!isOnSide(after, section, newHeading, addition, isOld)) return false;
  if (addition.side) return true;
  if (newHeading !== undefined) {
    const newSections = after.sections.filter(({ from, label }) => !label && from >= at && from < end);
    return newSections.length === 1 && newSections[0]?.heading === newHeading;
  }
  // The first line after the line break that the text begins with: a new item may be a label itself.
  const start = at + text.length - text.trimStart().length;
  const lineStart = after.lines.lineStart(after.lines.lineAt(start));
  const oldSections = after.sections.filter(({ from }) => from < at || from >= end);
  return findSectionAt(oldSections, lineStart)?.slug === (section ?? findTitleSection(before))?.slug;
}

/** Reports whether inserted text is an item of the intended side, and of no other. */
function isOnSide(
  after: Note,
  section: Section | undefined,
  newHeading: string | undefined,
  { side, userWords }: Addition,
  isOld: (span: Span) => boolean,
): boolean {
  const newSides = readTradeOffs(after, userWords).flatMap((tradeOff) =>
    sides.flatMap((name) => tradeOff[name].filter((item) => !isOld(item)).map(() => name)),
  );
  if (side) return newSides.length === 1 && newSides[0] === side;
  const allowedSides = [
    ...findSidesAbove(section ?? findTitleSection(after), userWords),
    ...parseSides(newHeading ?? '', userWords),
  ];
  return newSides.every((name) => allowedSides.includes(name));
}
