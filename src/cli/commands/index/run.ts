/** What `index` does. */
import { statSync } from 'node:fs';
import { exitStatus } from '../../../core/errors.ts';
import { sanitizeText } from '../../../core/escape.ts';
import { createFilter } from '../../../library/files/filter.ts';
import type { LibraryRoot } from '../../../library/files/library-roots.ts';
import { readRoot } from '../../../library/files/read-notes.ts';
import { IndexFiles } from '../../../library/index/files.ts';
import { getBuildId } from '../../../library/index/open-index.ts';
import type { Library } from '../../../library/library.ts';
import { openRoot } from '../../../library/open-library.ts';
import type { Session } from '../../session.ts';
import type { Called, GlobalOptions } from '../../settings.ts';
import { setUp } from '../../setup.ts';
import { indexSettings } from '../../surroundings.ts';

interface IndexOptions extends GlobalOptions {
  readonly status?: boolean;
  readonly verify?: boolean;
  readonly clear?: boolean;
}

export async function manageIndex(session: Session, called: Called): Promise<void> {
  const { io } = session;
  const options = called.optsWithGlobals() as IndexOptions;
  const say = (message: string) => io.errors.write(`readings: ${sanitizeText(message)}\n`);
  const print = (line: string) => io.output.write(`${sanitizeText(line)}\n`);
  const settings = indexSettings(io, say);
  for (const root of (await setUp(io, options)).roots) {
    if (root.path === '-') continue;
    const files = new IndexFiles({ ...settings, build: getBuildId(settings, root.userWords), root: root.path });
    if (options.clear) {
      files.remove();
      print(`${root.path}: the index is removed.`);
    } else if (options.status) print(`${root.path}: ${statusOf(files)}`);
    else {
      const open = await createFilter({ tags: [], path: undefined, since: undefined });
      const { library, how, readCount: read, removedCount: gone } = await openRoot(root, open, settings);
      if (how === 'read') session.status = exitStatus.noMatch;
      print(`${root.path}: ${doneText(how, read, gone, library)}`);
      if (options.verify && how !== 'read') await verify(root, library, session, print);
    }
  }
}

function statusOf(files: IndexFiles): string {
  const state = files.readState();
  const texts = {
    none: 'there is no index.',
    good: `its index is ${files.databasePath}`,
    old: 'its index is of another version, and will be built anew.',
    later: 'its index is of a later version, and will be left alone.',
    damaged: 'its index is damaged, and will be built anew.',
  };
  return state === 'good'
    ? `${texts.good} (${Math.ceil(statSync(files.databasePath).size / 1024)} KiB).`
    : texts[state];
}

function doneText(how: string, read: number, gone: number, library: Library): string {
  if (how === 'read') return 'has no index: its notes are read.';
  if (how === 'unchanged') return `nothing has changed; ${library.noteCount} notes.`;
  return `${how}: ${read} read, ${gone} gone; ${library.noteCount} notes.`;
}

/** Holds what the index says against the notes themselves. */
async function verify(
  root: LibraryRoot,
  library: Library,
  session: Session,
  print: (line: string) => void,
): Promise<void> {
  const { loadParser } = await import('../../../library/index/indexed-note.ts');
  await loadParser();
  const open = await createFilter({ tags: [], path: undefined, since: undefined });
  const fresh = await readRoot(root, open, async () => new Uint8Array());
  // What a thing is part of is left out, and the order of its keys.
  const plain = (key: string, value: unknown): unknown => {
    if (key === 'note' || key === 'section' || key === 'about') return undefined;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  const told = async (one: Library) => {
    const [links, tradeOffs, passages, counts] = [
      await one.loadLinkExtractor(),
      await one.loadTradeOffExtractor(),
      await one.loadPassageExtractor(),
      await one.loadCountExtractor(),
    ];
    const said = new Map<string, string>();
    for (const note of one.notes()) {
      const sections = note.sections.map(({ heading, slug, depth, label, line, endLine, from, to, bodyFrom }) => [
        heading,
        slug,
        depth,
        label,
        line,
        endLine,
        from,
        to,
        bodyFrom,
      ]);
      const { title, aliases, tags, date, source } = note;
      said.set(
        note.path,
        JSON.stringify(
          [
            title,
            aliases,
            tags,
            date,
            source,
            sections,
            links(note),
            tradeOffs(note),
            passages(note),
            counts(note).words,
          ],
          plain,
        ),
      );
    }
    return said;
  };
  const [kept, found] = [await told(library), await told(fresh)];
  const wrong = [...new Set([...kept.keys(), ...found.keys()])].filter((path) => kept.get(path) !== found.get(path));
  for (const path of wrong) print(`${path}: the index says something else`);
  print(`${root.path}: verified ${found.size} notes, ${wrong.length} differ.`);
  if (wrong.length > 0) session.status = exitStatus.noMatch;
}
