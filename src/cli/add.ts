/** What `add` does. */
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import type { Addition, Insertion } from '../core/insertion.ts';
import { headingFor, insertionFor } from '../core/insertion.ts';
import { isExact } from '../core/lookup.ts';
import type { Note, Section } from '../core/note.ts';
import { safeLine } from '../core/safe-text.ts';
import { pathTo } from '../core/tree.ts';
import { status, UserError } from '../core/user-error.ts';
import { decode } from '../library/decode.ts';
import type { QueryOptions, Target } from '../library/query.ts';
import { pathFrom } from '../library/query.ts';
import type { ReadFile } from '../library/write-file.ts';
import { readForChange, writeChanged } from '../library/write-file.ts';
import { readNote } from '../markdown/note.ts';
import { askFor } from './ask.ts';
import { printerFor } from './print.ts';
import type { Session } from './session.ts';
import type { Called, GlobalOptions } from './settings.ts';
import type { Setup } from './setup.ts';
import { setUp } from './setup.ts';
import { readAll } from './surroundings.ts';

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
  readonly target: Target;
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
  const { note: found, section } = place.target;
  const read = readForChange(found.file);
  const note = await parsed(read, found);
  const own = section && note.sections.find(({ slug, line }) => slug === section.slug && line === section.line);
  if (section && !own) throw changed(found.file);
  const addition: Addition = {
    text,
    isQuote: options.quote === true,
    side: options.pro ? 'pros' : options.con ? 'cons' : undefined,
    mayCreate: options.create === true,
    own: setup.roots.find(({ path }) => path === found.library)?.words,
  };
  const insertion = insertionOf(note, own, place.heading, addition, query);
  const after = note.source.slice(0, insertion.at) + insertion.text + note.source.slice(insertion.at);
  await verify(note, after, insertion);
  const whole = (source: string) => (note.byteOrderMark ? '\uFEFF' : '') + source;
  if (!options.dryRun) writeChanged(read, whole(after), io);
  const shown = pathFrom(io.workingFolder, found);
  const patch = createTwoFilesPatch(shown, shown, note.source, after, undefined, undefined, {
    context: 2,
    headerOptions: FILE_HEADERS_ONLY,
  });
  await print.write([{ note: found, patch }]);
}

/** @throws UserError at a terminal: nobody is waited for there */
async function given({ io }: Session): Promise<string> {
  if (io.input.isTTY)
    throw new UserError(
      'there is nothing to add',
      status.wrongCommandLine,
      'As in: readings add "cons takeaways" "Limits of time"',
    );
  return Buffer.from(await readAll(io)).toString('utf8');
}

/** What is added, as Markdown. */
function textOf(words: string, { link }: AddOptions): string {
  const text = words.replace(/\r\n?/g, '\n').replace(/^\s*\n|\s+$/g, '');
  if (/[\0-\x08\x0b-\x1f\x7f]/.test(text))
    throw new UserError('the text has control characters', status.wrongCommandLine, 'Leave them out.');
  if (link !== undefined) {
    if (/\s/.test(link) || link === '')
      throw new UserError(
        `--link ${safeLine(link)} is no address`,
        status.wrongCommandLine,
        'Write a space in it as %20.',
      );
    const url = /[()<>\\]/.test(link) ? `<${link.replace(/[<>\\]/g, encodeURIComponent)}>` : link;
    const label = text.replace(/\n/g, ' ').replace(/[\\[\]]/g, '\\$&');
    return text === '' ? `<${link.replace(/[<>\\]/g, encodeURIComponent)}>` : `[${label}](${url})`;
  }
  if (text === '') throw new UserError('there is nothing to add: the text is empty', status.wrongCommandLine);
  return text;
}

async function placeOf(session: Session, options: AddOptions, setup: Setup, query: string): Promise<Place | undefined> {
  const isCreating = options.create === true && !options.pro && !options.con;
  const question = { query: isCreating ? undefined : query, takes: 'best' as const };
  const { answer, isPartial } = await askFor(
    session,
    options,
    setup,
    question,
    false,
    ({ library, targets, find }): Place | undefined => {
      const [best] = isCreating ? find(query) : targets;
      if (best && (!isCreating || (best.kind && isExact(best.kind)))) return { target: best, heading: undefined };
      if (!isCreating) return undefined;
      const [, above = '', heading = query] = /^(.*\S)\s*[>›]\s*(\S.*)$/s.exec(query) ?? [];
      const [only, ...others] = above === '' ? library.notes() : [];
      const target = above === '' ? only && { note: only, section: undefined, score: 1 } : find(above)[0];
      if (!target || others.length > 0)
        throw new UserError(
          above === '' ? `there is no section "${safeLine(query)}" yet` : `nothing matches "${safeLine(above)}"`,
          status.nothingMatched,
          'Name the note that it is to stand in: readings add "NOTE > HEADING" --create',
        );
      return { target, heading: heading.replace(/\s+/g, ' ').trim() };
    },
  );
  if (!answer) session.status = isPartial ? status.partUnreadable : status.nothingMatched;
  else if (answer.target.note.file === '-')
    throw new UserError(
      'standard input is no file that could be added to',
      status.wrongCommandLine,
      'Name a folder or a file with --library.',
    );
  return answer;
}

async function parsed({ bytes }: ReadFile, { library, path, file, modified }: Note): Promise<Note> {
  const decoded = decode(bytes);
  if (decoded?.encoding !== 'UTF-8')
    throw new UserError(
      `${file} is not UTF-8${decoded ? ` but ${decoded.encoding}` : ''}, and was left as it is`,
      status.partUnreadable,
      'Save it as UTF-8 first.',
    );
  return readNote(
    decoded.text,
    { library, path, file, modified, byteOrderMark: decoded.byteOrderMark },
    () => undefined,
  );
}

function insertionOf(
  note: Note,
  section: Section | undefined,
  heading: string | undefined,
  addition: Addition,
  query: string,
): Insertion {
  if (heading !== undefined) return headingFor(note, section, heading, addition);
  const found = insertionFor(note, section, addition);
  if ('at' in found) return found;
  const { reason, isMissing, line } = found;
  const where = line === undefined ? '' : ` (${note.file}:${line})`;
  const hint = isMissing ? '--create makes a heading for them.' : `readings edit "${safeLine(query)}" opens it.`;
  throw new UserError(`nothing was added to "${safeLine(query)}": ${reason}${where}`, status.nothingMatched, hint);
}

/**
 * What is added stands where it belongs, and changes nothing of what was there: Markdown that goes on, as an open comment does,
 * would swallow what follows.
 */
async function verify(before: Note, source: string, { at, text }: Insertion): Promise<void> {
  const { library, path, file, modified, byteOrderMark } = before;
  const after = await readNote(source, { library, path, file, modified, byteOrderMark }, () => undefined);
  const end = at + text.length;
  const headings = after.sections.filter(({ from }) => from < at || from >= end);
  const typesAt = ({ tree }: Note, offset: number) => pathTo(tree, offset).map(({ node }) => node.type);
  const added = typesAt(after, end - 1);
  const isApart = added.includes('listItem') || added.includes('blockquote');
  const isRestSame =
    before.source.slice(at).trim() === '' ||
    typesAt(before, before.source.length - 1).join() === typesAt(after, source.length - 1).join();
  if (isApart && isRestSame && namesOf(before.sections) === namesOf(headings)) return;
  throw new UserError(
    'nothing was added: the text would change what stands after it',
    status.wrongCommandLine,
    'Close what it opens: a code block, a comment, a tag of HTML.',
  );
}

/** Labels aside: a new item may be one. */
function namesOf(sections: readonly Section[]): string {
  const headings = sections.filter(({ label }) => !label);
  return headings.map(({ depth, heading }) => `${depth} ${heading}`).join('\n');
}

function changed(file: string): UserError {
  return new UserError(`${file} was changed meanwhile; nothing was written`, status.partUnreadable, 'Try again.');
}
