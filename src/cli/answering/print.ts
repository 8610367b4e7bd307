/** Writes an answer: in which format, paged or not. */
import { isAbsolute, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { exitStatus, UserError } from '../../core/errors.ts';
import { sanitizeText } from '../../core/escape.ts';
import { findSectionByFragment, resolveLink, resolveWikiLink } from '../../core/link-targets.ts';
import { describeFileError } from '../../library/files/walk.ts';
import type { Library } from '../../library/library.ts';
import { formatPath } from '../../library/resolve-query.ts';
import type { AnswerKind, Answers, Chunk, RenderContext } from '../../render/answers.ts';
import type { FormatName } from '../../render/format-names.ts';
import { formatNames } from '../../render/format-names.ts';
import { pipeDefaults, writerFor } from '../../render/formats.ts';
import type { Io } from '../io.ts';
import type { GlobalOptions } from '../settings.ts';
import { formatOf } from '../settings.ts';
import type { Setup } from '../setup.ts';
import { lookFor, plainLook, takesLines } from '../terminal/appearance.ts';
import { limited } from './time-limit.ts';

/** Options of some commands that change how their answer looks. */
interface Shape {
  readonly sides?: boolean;
  readonly withContext?: boolean;
}

/** Prints answers of one kind. */
export interface Printer<Kind extends AnswerKind> {
  /** Whether it, or what finds such answers, looks at the trees of notes. */
  readonly needsTrees: boolean;
  /** @returns whether there was anything to print */
  readonly write: (answers: readonly Answers[Kind][], library?: Library) => Promise<boolean>;
}

/**
 * Makes a printer of answers of one kind.
 * @throws UserError when the options ask for what that kind has not, before anything is read
 */
export async function printerFor<Kind extends AnswerKind>(
  io: Io,
  kind: Kind,
  options: GlobalOptions & Shape,
  setup: Setup,
): Promise<Printer<Kind>> {
  const isTerminal = io.output.isTTY === true;
  const name = formatOf(options) ?? (isTerminal ? 'terminal' : pipeDefaults[kind]);
  const hasLines = name === 'tsv' || name === 'urls' || ((kind === 'list' || kind === 'files') && name === 'text');
  if (options.null && !hasLines) {
    const hint = 'It ends lines of tsv, urls and list.';
    throw new UserError(`--null has no meaning for ${kind} as ${name}`, exitStatus.usageError, hint);
  }
  const write = await writerFor(name, kind);
  const look = name === 'terminal' ? await lookFor(io, options, setup) : plainLook(io, options, setup);
  const needsTrees = !withoutTrees[kind]?.includes(name);
  const printAll: Printer<Kind>['write'] = async (answers, library) => {
    // Empty JSON is an empty array, and empty SARIF a log without results; every other format of nothing is nothing.
    if (answers.length === 0 && name !== 'json' && name !== 'sarif') return false;
    const context: Omit<RenderContext, 'isCodeCut'> = {
      ...look,
      isSideBySide: options.sides === true,
      hasContext: options.withContext === true,
      formatPath: (note) => formatPath(io.workingFolder, note),
      formatUri: ({ file }) => uriOf(formatPath(io.workingFolder, { file })),
      runWithTimeLimit: limited,
      resolveFileUrl: fileUrls(io, library),
      lineEnd: options.null ? '\0' : '\n',
    };
    const make = (isCut: boolean) => write(answers, { ...context, isCodeCut: isCut });
    if (!isTerminal) await writePieces(io, make(true));
    else if (name === 'terminal') await page(io, options, setup, make);
    else await writePieces(io, made(make(true), sanitizeText));
    return answers.length > 0;
  };
  return { needsTrees, write: printAll };
}

/** What an index, or the source, knows without a look at trees: all else is parsed. */
const withoutTrees: { readonly [Kind in AnswerKind]?: readonly FormatName[] } = {
  list: formatNames,
  tree: formatNames,
  show: ['markdown'],
  links: formatNames,
  pros: ['terminal', 'text', 'tsv', 'html'],
  cons: ['terminal', 'text', 'tsv', 'html'],
  proscons: ['terminal', 'text', 'tsv', 'html'],
  compare: ['terminal', 'text', 'tsv', 'html'],
  quotes: ['terminal', 'text', 'tsv', 'html'],
  remarks: ['terminal', 'text', 'tsv', 'html'],
  search: formatNames,
  tags: formatNames,
  files: formatNames,
  count: formatNames,
  config: formatNames,
  difference: formatNames,
  lint: formatNames,
};

/** Tells the `file:` addresses of what links lead to inside a library. */
function fileUrls(io: Io, library: Library | undefined): RenderContext['resolveFileUrl'] {
  if (!library) return () => undefined;
  return (note, url, isWiki) => {
    if (note.library === '-') return undefined;
    const target = isWiki ? resolveWikiLink(note, url, (name) => library.findByName(name)) : resolveLink(note, url);
    if (!target) return undefined;
    const file = join(note.library, target.path);
    const led = takesLines(io) && target.fragment !== '' ? library.findByFile(file) : undefined;
    const line = led && findSectionByFragment(led, target.fragment)?.line;
    return pathToFileURL(file).href + (line === undefined ? '' : `#${line}`);
  };
}

function uriOf(path: string): string {
  return isAbsolute(path) ? pathToFileURL(path).href : path.split(sep).map(encodeURIComponent).join('/');
}

function* made(pieces: Iterable<Chunk>, make: (piece: string) => string): Iterable<Chunk> {
  for (const piece of pieces) yield typeof piece === 'string' ? make(piece) : piece;
}

/** Pieces are put together up to about this many characters before they are written. */
const batch = 65_536;

/** Writes whole pieces, as fast as the reader takes them; an interruption ends it between two. */
async function writePieces({ output, interruption }: Io, pieces: Iterable<Chunk>): Promise<void> {
  let text = '';
  for (const piece of pieces) {
    if (typeof piece !== 'string') {
      await piece;
      continue;
    }
    text += piece;
    if (text.length < batch) continue;
    await writeText(text);
    text = '';
  }
  if (text !== '') await writeText(text);

  async function writeText(whole: string): Promise<void> {
    interruption.isWriting = true;
    await new Promise<void>((resolve, reject) =>
      output.write(whole, (error) => (error ? reject(unwritable(error)) : resolve())),
    );
    interruption.isWriting = false;
    // Let a signal that came meanwhile be seen.
    await new Promise((resolve) => setImmediate(resolve));
    if (interruption.wanted) throw new UserError('interrupted', exitStatus.interrupted);
  }
}

/** A full disk is nobody's defect. */
function unwritable(error: Error): UserError {
  return new UserError(`cannot write the answer: ${describeFileError(error)}`, exitStatus.partialFailure);
}

/**
 * Writes to the terminal, through a pager when it is more than the screen holds. The pager is started as soon as that is
 * known, and gets code with its lines whole.
 */
async function page(
  io: Io,
  options: GlobalOptions,
  { user }: Setup,
  make: (isCut: boolean) => Iterable<Chunk>,
): Promise<void> {
  const { feedPager, pagerOf } = await import('./pager.ts');
  const pager = options.pager ? pagerOf(io, user).trim() : '';
  const isPaged = pager !== '' && pager !== 'cat' && (await isLonger(make(true), io.output.rows ?? 24));
  if (!isPaged || !(await feedPager(io, pager, make(false)))) await writePieces(io, make(true));
}

/** Whether pieces have as many lines as a screen, lines that wrap counted as one; no more are made than that takes. */
async function isLonger(pieces: Iterable<Chunk>, rows: number): Promise<boolean> {
  let lines = 0;
  for (const piece of pieces) {
    if (typeof piece !== 'string') await piece;
    else for (let at = piece.indexOf('\n'); at >= 0; at = piece.indexOf('\n', at + 1)) lines++;
    if (lines >= rows) return true;
  }
  return false;
}
