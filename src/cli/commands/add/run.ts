/** What `add` does. */
import { realpathSync } from 'node:fs';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { exitStatus, UserError } from '../../../core/errors.ts';
import { escapeHeading, hasControlCharacters, sanitizeLine } from '../../../core/escape.ts';
import type { Note, Section } from '../../../core/note.ts';
import { findSectionAt, findTitleSection } from '../../../core/note.ts';
import { isExactKind } from '../../../core/query/lookup.ts';
import { findPassages } from '../../../core/quotes.ts';
import { readTradeOffs } from '../../../core/tradeoffs/index.ts';
import type { UserWords } from '../../../core/tradeoffs/lexicon/index.ts';
import { sides } from '../../../core/tradeoffs/lexicon/index.ts';
import type { Span } from '../../../core/tree.ts';
import { findPath, walk } from '../../../core/tree.ts';
import { isSafeUrl } from '../../../core/url.ts';
import { normalizeName } from '../../../core/words.ts';
import type { Addition, Insertion } from '../../../editing/insertion.ts';
import { createHeadingInsertion, findInsertions, findSidesAbove, parseSides } from '../../../editing/insertion.ts';
import { decode } from '../../../library/files/decode.ts';
import { isWithin } from '../../../library/files/paths.ts';
import { changeFile, readBytes } from '../../../library/files/replace-file.ts';
import { isMarkdown } from '../../../library/files/walk.ts';
import type { QueryOptions, QueryTarget } from '../../../library/resolve-query.ts';
import { formatPath } from '../../../library/resolve-query.ts';
import { formatLinks } from '../../../markdown/links.ts';
import { readNote, readNoteWithSource } from '../../../markdown/note.ts';
import { askFor } from '../../answering/ask.ts';
import { printerFor } from '../../answering/print.ts';
import type { Session } from '../../session.ts';
import type { Called, GlobalOptions } from '../../settings.ts';
import type { Setup } from '../../setup.ts';
import { refuseBundled, setUp } from '../../setup.ts';
import { readAll } from '../../surroundings.ts';

interface AddOptions extends GlobalOptions, QueryOptions {
  readonly pro?: boolean;
  readonly con?: boolean;
  readonly link?: string;
  readonly quote?: boolean;
  readonly create?: boolean;
  readonly dryRun?: boolean;
}

/** A section of a note that is to be written to, or a heading that has yet to be made. */
interface Place {
  readonly target: QueryTarget;
  readonly heading: string | undefined;
}

export async function add(session: Session, query: string, words: string, called: Called): Promise<void> {
  const { io } = session;
  const options = called.optsWithGlobals() as AddOptions;
  const text = textOf(words === '' && options.link === undefined ? await given(session) : words, options);
  const setup = await setUp(io, options);
  const print = await printerFor(io, 'difference', options, setup);
  const place = await placeOf(session, options, setup, query);
  if (!place) return;
  const { note: found } = place.target;
  if (!options.dryRun) {
    refuseBundled(setup);
    refuseElsewhere(found);
  }
  let patch = '';
  const make = async (bytes: Uint8Array): Promise<string> => {
    const note = await parsed(bytes, found);
    const after = await withAddition(note, place, text, options, setup, query);
    const shown = formatPath(io.workingFolder, found);
    patch = createTwoFilesPatch(shown, shown, note.source, after, undefined, undefined, {
      context: 2,
      headerOptions: FILE_HEADERS_ONLY,
    });
    return (note.byteOrderMark ? '\uFEFF' : '') + after;
  };
  if (options.dryRun) await make(readBytes(found.file));
  else await changeFile(found.file, io, make);
  await print.write([{ note: found, patch }]);
}

/** A link that is called like a note may lead to anything. @throws UserError when it leads out of the library to no note */
function refuseElsewhere({ file, library }: Note): void {
  const real = realpathSync(file);
  if (isWithin(real, realpathSync(library)) || isMarkdown(real)) return;
  throw new UserError(
    `${file} was left as it is: it leads to ${real}, which is no note of the library`,
    exitStatus.partialFailure,
    'Add to that file with an editor.',
  );
}

/** @returns the note's source with what is added */
async function withAddition(
  note: Note,
  { target, heading }: Place,
  text: string,
  options: AddOptions,
  setup: Setup,
  query: string,
): Promise<string> {
  const section = target.section ?? (heading === undefined ? titled(target.note, query) : undefined);
  const own = section && note.sections.find(({ slug, line }) => slug === section.slug && line === section.line);
  if (section && !own)
    throw new UserError(
      `${note.file} was changed meanwhile; nothing was written`,
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
  return withInsertion(note.source, await insertionOf(note, own, heading, addition, query));
}

/** @throws UserError at a terminal: nobody is waited for there */
async function given({ io }: Session): Promise<string> {
  if (io.input.isTTY)
    throw new UserError(
      'there is nothing to add',
      exitStatus.usageError,
      'As in: readings add "cons takeaways" "Limits of time"',
    );
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readAll(io));
  } catch {
    throw new UserError('standard input is not UTF-8', exitStatus.usageError, 'Convert it first, as with iconv.');
  }
}

/** What is added, as Markdown. */
function textOf(words: string, { link }: AddOptions): string {
  const text = words
    .replace(/\r\n?/g, '\n')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();
  if (hasControlCharacters(text))
    throw new UserError('the text has control characters', exitStatus.usageError, 'Leave them out.');
  if (link !== undefined) return linkOf(link, text.replace(/\n/g, ' '));
  if (text === '') throw new UserError('there is nothing to add: the text is empty', exitStatus.usageError);
  return text;
}

/** @throws UserError when it is no address that may be followed */
function linkOf(link: string, words: string): string {
  if (/\s/.test(link) || link === '' || hasControlCharacters(link))
    throw new UserError(
      `--link ${sanitizeLine(link)} is no address`,
      exitStatus.usageError,
      'Write a space in it as %20.',
    );
  if (!isSafeUrl(link))
    throw new UserError(
      `--link ${sanitizeLine(link)} is not added: only http, https, mailto and files of the library are followed`,
      exitStatus.usageError,
    );
  const url = link.replace(/[<>\\]/g, encodeURIComponent);
  if (words === '' && /^(?:https?|mailto):/i.test(url)) return `<${url}>`;
  const label = (words === '' ? url : words).replace(/[\\[\]]/g, '\\$&');
  return `[${label}](${/[()]/.test(url) ? `<${url}>` : url.replace(/^www\./i, 'https://$&')})`;
}

async function placeOf(session: Session, options: AddOptions, setup: Setup, query: string): Promise<Place | undefined> {
  const isCreating = options.create === true && !options.pro && !options.con;
  const question = { query: isCreating ? undefined : query, takes: 'best' as const };
  // What is not called so yet is nothing to be exact about.
  const { exact = false, ...others } = options;
  const { answer, isPartial } = await askFor(
    session,
    isCreating ? others : { ...others, exact },
    setup,
    question,
    false,
    ({ library, targets, find }): Place | undefined => {
      const [, above = '', heading = query] = /^(.*\S)\s*[>›]\s*(\S.*)$/s.exec(query) ?? [];
      const [best] = isCreating ? find(query) : targets;
      if (!isCreating) return best && { target: best, heading: undefined };
      const isCalledSo =
        best?.kind && isExactKind(best.kind) && normalizeName(best.section?.heading ?? best.note.title);
      if (best && isCalledSo === normalizeName(heading)) return { target: best, heading: undefined };
      const [only, ...others] = above === '' ? library.notes() : [];
      const target = above === '' ? only && { note: only, section: undefined, score: 1 } : find(above)[0];
      if (!target || others.length > 0)
        throw new UserError(
          above === ''
            ? `there is no section "${sanitizeLine(query)}" yet`
            : `nothing matches "${sanitizeLine(above)}"`,
          exitStatus.noMatch,
          'Name the note that it is to stand in: readings add "NOTE > HEADING" --create',
        );
      return { target, heading: heading.replace(/\s+/g, ' ').trim() };
    },
  );
  if (!answer) session.status = isPartial ? exitStatus.partialFailure : exitStatus.noMatch;
  else if (answer.target.note.file === '-')
    throw new UserError(
      'standard input is no file that could be added to',
      exitStatus.usageError,
      'Name a folder or a file with --library.',
    );
  return answer;
}

async function parsed(bytes: Uint8Array, { library, path, file, modified }: Note): Promise<Note> {
  const decoded = decode(bytes);
  if (decoded?.encoding !== 'UTF-8')
    throw new UserError(
      `${file} is not UTF-8${decoded ? ` but ${decoded.encoding}` : ''}, and was left as it is`,
      exitStatus.partialFailure,
      'Save it as UTF-8 first.',
    );
  return readNote(
    decoded.text,
    { library, path, file, modified, byteOrderMark: decoded.byteOrderMark },
    () => undefined,
  );
}

/** Of a note that is called by the first of its headings, and has others beside it, that one is meant. */
function titled({ title, sections }: Note, query: string): Section | undefined {
  if (normalizeName(query) !== normalizeName(title)) return undefined;
  return sections.find(({ heading, label }) => !label && heading === title);
}

/** @throws UserError when there is no place for it */
async function insertionOf(
  note: Note,
  section: Section | undefined,
  heading: string | undefined,
  addition: Addition,
  query: string,
): Promise<Insertion> {
  const places =
    heading === undefined
      ? findInsertions(note, section, addition)
      : [heading, escapeHeading(heading)].map((one) => createHeadingInsertion(note, section, one, addition));
  // It changes nothing of what was there: Markdown that goes on, as an open comment does, would swallow what follows, a definition
  // would turn links elsewhere, and a list before a label part it from its topic.
  const was = told(note, addition.userWords, () => true);
  for (const place of places) {
    if (!('at' in place)) continue;
    const after = await readNoteWithSource(note, withInsertion(note.source, place));
    if (
      isRight(note, after, place, section, heading, addition) &&
      told(after, addition.userWords, notIn(place)) === was
    )
      return place;
  }
  const obstacle = places.find((place) => 'reason' in place);
  if (!obstacle || !('reason' in obstacle))
    throw new UserError(
      `nothing was added to "${sanitizeLine(query)}": nowhere there would it leave the rest of the note as it is`,
      exitStatus.usageError,
      `What the text opens has to be closed (a code block, a comment, a tag). readings edit "${sanitizeLine(query)}" opens the note.`,
    );
  const { reason, needsHeading: isMissing, line } = obstacle;
  const where = line === undefined ? '' : ` (${note.file}:${line})`;
  const hint = isMissing ? '--create makes a heading for them.' : `readings edit "${sanitizeLine(query)}" opens it.`;
  throw new UserError(`nothing was added to "${sanitizeLine(query)}": ${reason}${where}`, exitStatus.noMatch, hint);
}

function withInsertion(source: string, { at, text }: Insertion): string {
  return source.slice(0, at) + text + source.slice(at);
}

/** What of a note is told from its source before something was added, and after. */
type IsOld = (span: { readonly from: number; readonly to: number }) => boolean;

/** Whether what is added stands where it belongs. */
function isRight(
  before: Note,
  after: Note,
  { at, text }: Insertion,
  section: Section | undefined,
  heading: string | undefined,
  addition: Addition,
): boolean {
  const end = at + text.length;
  const isOld: IsOld = ({ from, to }) => to <= at || from >= end;
  const added = findPath(after.tree, at + text.trimEnd().length - 1).map(({ node }) => node.type);
  if (!added.includes('listItem') && !added.includes('blockquote')) return false;
  const made = after.sections.filter(({ from, label }) => !label && from >= at && from < end);
  if (!isOnSide(after, section, heading, addition, isOld)) return false;
  if (addition.side) return true;
  if (heading !== undefined) return made.length === 1 && made[0]?.heading === heading;
  // Its first line, after the line end that it begins with: a new item may be a label itself.
  const start = at + text.length - text.trimStart().length;
  const lineStart = after.lines.lineStart(after.lines.lineAt(start));
  const around = findSectionAt(
    after.sections.filter(({ from }) => from < at || from >= end),
    lineStart,
  );
  return around?.slug === (section ?? findTitleSection(before))?.slug;
}

/** Whether a span is not within what is inserted: one that goes on after it was changed by it. */
function notIn({ at, text }: Insertion): (span: Span) => boolean {
  return ({ from, to }) => !(from >= at && to <= at + text.length);
}

/** What is read of the parts of a note that are wanted: blocks, headings, links, quotes, remarks, pros and cons. */
function told(note: Note, own: UserWords | undefined, isWanted: (span: Span) => boolean): string {
  const blocks: string[] = [];
  walk(note.tree, (node) => {
    if (!leaves.has(node.type)) return true;
    if (isWanted(node)) blocks.push(`${node.type} ${note.source.slice(node.from, node.to)}`);
    return false;
  });
  const headings = note.sections.filter((one) => !one.label && isWanted({ from: one.from, to: one.bodyFrom }));
  const items = readTradeOffs(note, own).flatMap((one) =>
    sides.flatMap((side) => one[side].filter(isWanted).map(({ text }) => `${one.topic} ${side} ${text}`)),
  );
  return [
    blocks.join('\n'),
    headings.map((one) => `${one.depth} ${one.heading}`).join('\n'),
    formatLinks(note, isWanted),
    findPassages(note)
      .filter(isWanted)
      .map(({ type, text }) => `${type} ${text}`)
      .join('\n'),
    items.join('\n'),
  ].join('\n\n');
}

/** Blocks that hold no others. */
const leaves = new Set<string>([
  'heading',
  'paragraph',
  'code',
  'html',
  'thematicBreak',
  'definition',
  'table',
  'yaml',
  'toml',
]);

/** Whether what is added is found on the side that it is for, and on no other. */
function isOnSide(
  after: Note,
  section: Section | undefined,
  heading: string | undefined,
  { side, userWords: own }: Addition,
  isOld: IsOld,
): boolean {
  const added = readTradeOffs(after, own).flatMap((one) =>
    sides.flatMap((name) => one[name].filter((item) => !isOld(item)).map(() => name)),
  );
  if (side) return added.length === 1 && added[0] === side;
  const allowed = [...findSidesAbove(section ?? findTitleSection(after), own), ...parseSides(heading ?? '', own)];
  return added.every((one) => allowed.includes(one));
}
