/** Prints an answer in a format, through a pager if it is longer than the screen. */
import { isAbsolute, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UserError } from '../../core/errors.ts';
import { sanitizeText } from '../../core/escape.ts';
import { exitStatus } from '../../core/exit-codes.ts';
import { findSectionByFragment, resolveLink, resolveWikiLink } from '../../core/link-targets.ts';
import { kinds } from '../../core/query/kinds.ts';
import { describeFileError } from '../../library/files/file-errors.ts';
import type { Library } from '../../library/library.ts';
import { formatPath } from '../../library/resolve-query.ts';
import { runWithTimeLimit } from '../../library/time-limit.ts';
import type { AnswerKind, Answers, Chunk, RenderContext } from '../../render/answers.ts';
import { minSideBySideWidth } from '../../render/answers.ts';
import type { FormatName } from '../../render/formats.ts';
import { hasLines, loadWriter, pipeFormats } from '../../render/formats.ts';
import type { GlobalOptions } from '../command-line/global-options.ts';
import type { Io } from '../io.ts';
import type { Setup } from '../setup.ts';
import { getAppearance, getPlainAppearance, supportsLineFragments } from '../terminal/appearance.ts';

/** Options of single commands that change the layout of their answer. */
interface LayoutOptions {
  readonly sides?: boolean;
  readonly withContext?: boolean;
}

export interface Printer<Kind extends AnswerKind> {
  /** Whether computing or printing the answer needs the syntax trees of notes. */
  readonly needsTrees: boolean;
  /** What the user should know of the layout. */
  readonly notice: string | undefined;
  /** Prints an answer. @returns whether there was anything to print */
  readonly print: (answer: readonly Answers[Kind][], library?: Library) => Promise<boolean>;
}

/**
 * Creates a printer for one kind of answer.
 * @throws UserError if the options do not fit the kind, before anything is read
 */
export async function createPrinter<Kind extends AnswerKind>(
  io: Io,
  kind: Kind,
  options: GlobalOptions & LayoutOptions,
  setup: Setup,
): Promise<Printer<Kind>> {
  const isTerminal = io.output.isTTY === true;
  const format = getFormat(options) ?? (isTerminal ? 'terminal' : pipeFormats[kind]);
  if (options.null && !hasLines(kind, format))
    throw new UserError(
      `--null is not supported for ${kind} in format ${format}.`,
      exitStatus.usageError,
      'Use it with tsv, urls or list output.',
    );
  const write = await loadWriter(format, kind);
  const appearance =
    format === 'terminal' ? await getAppearance(io, options, setup) : getPlainAppearance(io, options, setup);
  const { treesFor } = kinds[kind];
  const needsTrees = treesFor === 'all' || (treesFor as readonly string[]).includes(format);
  const print: Printer<Kind>['print'] = async (answer, library) => {
    // An empty answer in JSON is an empty array, and in SARIF a log without results; in other formats it is nothing.
    if (answer.length === 0 && format !== 'json' && format !== 'sarif') return false;
    const context: Omit<RenderContext, 'isCodeCut'> = {
      ...appearance,
      isSideBySide: options.sides === true,
      hasContext: options.withContext === true,
      formatPath: (note) => formatPath(io.workingFolder, note),
      formatUri: ({ file }) => toUri(formatPath(io.workingFolder, { file })),
      runWithTimeLimit,
      resolveFileUrl: createFileUrlResolver(io, library),
      lineEnd: options.null ? '\0' : '\n',
    };
    const render = (isCodeCut: boolean) => write(answer, { ...context, isCodeCut });
    if (!isTerminal) await writeChunks(io, render(true));
    else if (format === 'terminal') await writePaged(io, options, setup, render);
    else await writeChunks(io, mapText(render(true), sanitizeText));
    return answer.length > 0;
  };
  const notice =
    options.sides && format === 'terminal' && appearance.width < minSideBySideWidth
      ? `--sides needs ${minSideBySideWidth} columns, and there are ${appearance.width}.`
      : undefined;
  return { needsTrees, notice, print };
}

/** @throws UserError if `--json` and `--format` contradict each other */
function getFormat({ format, json }: GlobalOptions): FormatName | undefined {
  if (json && format !== undefined && format !== 'json')
    throw new UserError(
      `--json and --format ${format} contradict each other.`,
      exitStatus.usageError,
      'Use only one of them.',
    );
  return json ? 'json' : format;
}

/** Returns a function that finds the `file:` URL of a link's target inside a library. */
function createFileUrlResolver(io: Io, library: Library | undefined): RenderContext['resolveFileUrl'] {
  if (!library) return () => undefined;
  return (note, url, isWiki) => {
    if (note.library === '-') return undefined;
    const target = isWiki ? resolveWikiLink(note, url, (name) => library.findByName(name)) : resolveLink(note, url);
    if (!target) return undefined;
    const file = join(note.library, target.path);
    const targetNote = supportsLineFragments(io) && target.fragment !== '' ? library.findByFile(file) : undefined;
    const line = targetNote && findSectionByFragment(targetNote, target.fragment)?.line;
    return pathToFileURL(file).href + (line === undefined ? '' : `#${line}`);
  };
}

function toUri(path: string): string {
  return isAbsolute(path) ? pathToFileURL(path).href : path.split(sep).map(encodeURIComponent).join('/');
}

function* mapText(chunks: Iterable<Chunk>, map: (text: string) => string): Iterable<Chunk> {
  for (const chunk of chunks) yield typeof chunk === 'string' ? map(chunk) : chunk;
}

/** Chunks are joined up to about this many characters before they are written. */
const batchLength = 65_536;

/** Writes chunks in batches, waiting for the reader. An interruption takes effect between writes. */
async function writeChunks({ output, interruption }: Io, chunks: Iterable<Chunk>): Promise<void> {
  let batch = '';
  for (const chunk of chunks) {
    if (typeof chunk !== 'string') {
      await chunk;
      continue;
    }
    batch += chunk;
    if (batch.length < batchLength) continue;
    await write(batch);
    batch = '';
  }
  if (batch !== '') await write(batch);

  async function write(text: string): Promise<void> {
    interruption.isWriting = true;
    await new Promise<void>((resolve, reject) =>
      output.write(text, (error) => (error ? reject(createWriteError(error)) : resolve())),
    );
    interruption.isWriting = false;
    // Lets a pending signal be handled.
    await new Promise((resolve) => setImmediate(resolve));
    if (interruption.isRequested) throw new UserError('Interrupted.', exitStatus.interrupted);
  }
}

function createWriteError(error: Error): UserError {
  return new UserError(`Cannot write the answer: ${describeFileError(error)}.`, exitStatus.partialFailure);
}

/**
 * Writes to the terminal, through a pager if the text is longer than the screen. The pager starts as soon as the text
 * exceeds the screen. Code lines are not cut for it.
 */
async function writePaged(
  io: Io,
  options: GlobalOptions,
  { user }: Setup,
  render: (isCodeCut: boolean) => Iterable<Chunk>,
): Promise<void> {
  const { choosePager, feedPager } = await import('./pager.ts');
  const pager = options.pager ? choosePager(io, user).trim() : '';
  const isPaged = pager !== '' && pager !== 'cat' && (await hasMoreLines(render(true), io.output.rows ?? 24));
  if (!isPaged || !(await feedPager(io, pager, render(false)))) await writeChunks(io, render(true));
}

/** Reports whether chunks have at least as many lines as the screen; stops rendering as soon as the answer is known. */
async function hasMoreLines(chunks: Iterable<Chunk>, rows: number): Promise<boolean> {
  let lines = 0;
  for (const chunk of chunks) {
    if (typeof chunk !== 'string') await chunk;
    else for (let at = chunk.indexOf('\n'); at >= 0; at = chunk.indexOf('\n', at + 1)) lines++;
    if (lines >= rows) return true;
  }
  return false;
}
