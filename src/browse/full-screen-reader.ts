/** The full-screen reader: views, the keys that go from one to another, and the status line. */
import { watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import { UserError } from '../core/errors.ts';
import { sanitizeLine } from '../core/escape.ts';
import { exitStatus } from '../core/exit-codes.ts';
import {
  findSectionByFragment,
  hasSchemeOrHost,
  isWikiLink,
  resolveLink,
  resolveWikiLink,
} from '../core/link-targets.ts';
import type { Note, Section } from '../core/note.ts';
import { formatAddress, isMarkdown } from '../core/note.ts';
import { findLinksTo } from '../library/backlinks.ts';
import { findRelated } from '../library/related/find-related.ts';
import { addSnippet, searchLibrary } from '../library/search/results.ts';
import { terminal } from '../render/terminal/format.ts';
import { getTheme } from '../render/terminal/theme.ts';
import { measureWidth } from '../render/terminal/width.ts';
import { applyStyle, wrapText } from '../render/terminal/wrap.ts';
import type { Entry } from './finder.ts';
import { createFinder, Finder } from './finder.ts';
import type { Host } from './host.ts';
import { keyGroups } from './key-help.ts';
import type { Key } from './keys.ts';
import { listenForKeys } from './keys.ts';
import { LineEditor } from './line-editor.ts';
import { ListView } from './list-view.ts';
import { NoteView } from './note-view.ts';
import { Page } from './page.ts';
import type { PickAction } from './pick-actions.ts';
import { copySequence, pickActions, pickHint } from './pick-actions.ts';
import { Places } from './places.ts';
import { Screen } from './screen.ts';
import { cutLine, removeHyperlinks } from './styled-line.ts';
import { createTextView } from './text-view.ts';
import type { Size, View } from './view.ts';

/** A place in a note, by the file and the offset of a block. */
export interface Destination {
  readonly note: Pick<Note, 'library' | 'path' | 'file'>;
  /** Offset in the source, or `start`. */
  readonly from: number;
}

/** What was chosen in a picker. */
export interface Choice {
  readonly destination: Destination;
  readonly action: PickAction;
}

type HeadingFinder = Finder<Destination['note'], Destination>;

type Prompt = { readonly editor: LineEditor; readonly done: (text: string) => Promise<void> };

/** The start of a note, above its first block. */
export const start = -1;

/** Columns of the status line that the title needs at least. */
const minTitleColumns = 10;
const maxHistory = 200;
const maxResults = 200;
const relatedCount = 15;
/** Milliseconds after a change on disk before the note is read again: editors write in several steps. */
const changeDelayMs = 60;

export class Reader {
  readonly #host: Host;
  readonly #screen: Screen;
  readonly #places: Places;
  /** The last is shown. */
  readonly #views: View[] = [];
  readonly #back: NoteView[] = [];
  #forward: NoteView[] = [];
  #prompt: Prompt | undefined;
  #message = '';
  readonly #keys: Key[] = [];
  #isHandling = false;
  #headings: HeadingFinder | undefined;
  #end: (status: number) => void = () => undefined;
  #fail: (error: unknown) => void = () => undefined;
  #stopWatching: () => void = () => undefined;
  #isDone = false;
  /** Whether the headings are being read. */
  #isLoading = false;

  constructor(host: Host) {
    this.#host = host;
    this.#screen = new Screen(host);
    this.#places = new Places(host);
  }

  /** Reads until the reader is left. @param destination undefined to begin with the finder. @returns the exit status */
  async run(destination: Destination | undefined): Promise<number> {
    return this.#runViews(async () => {
      if (destination)
        await this.#openNote(destination, destination.from >= 0 ? undefined : this.#places.get(destination.note.file));
      else this.#openFinder('');
    });
  }

  /** Lets a heading, or with `isSearch` a search result, be chosen. @returns undefined if none was */
  async pick(query: string, isSearch: boolean): Promise<Choice | undefined> {
    let choice: Choice | undefined;
    const choose = (action: PickAction) => (destination: Destination) => {
      choice = { destination, action };
      this.#end(exitStatus.success);
    };
    const actions = Object.fromEntries(Object.entries(pickActions).map(([key, action]) => [key, choose(action)]));
    const hint = `${pickHint}, Esc leaves`;
    await this.#runViews(async () => {
      if (isSearch) this.#openSearch(query, actions, hint);
      else this.#openFinder(query, actions, hint);
    });
    return choice;
  }

  async #runViews(begin: () => Promise<void>): Promise<number> {
    const stopContinuing = this.#host.onContinue(() => {
      this.#screen.reopen();
      this.#repaint();
    });
    const stopKeys = listenForKeys(this.#host, (key) => {
      // What is typed after leaving is for the shell.
      if (this.#isDone) return;
      this.#keys.push(key);
      void this.#handleKeys();
    });
    try {
      return await new Promise<number>((resolve, reject) => {
        this.#end = (status) => {
          this.#isDone = true;
          resolve(status);
        };
        this.#fail = (error) => {
          this.#isDone = true;
          reject(error);
        };
        this.#host.terminal.on('resize', this.#repaint);
        this.#screen.open();
        begin()
          .then(() => this.#paint())
          .catch(reject);
      });
    } finally {
      this.#isDone = true;
      this.#host.terminal.off('resize', this.#repaint);
      this.#stopWatching();
      stopKeys();
      stopContinuing();
      this.#screen.close();
      this.#rememberPlace();
      this.#places.save();
    }
  }

  get #view(): View | undefined {
    return this.#views.at(-1);
  }

  get #noteView(): NoteView | undefined {
    return this.#views.find((view) => view instanceof NoteView);
  }

  async #handleKeys(): Promise<void> {
    if (this.#isHandling) return;
    this.#isHandling = true;
    try {
      for (let key = this.#keys.shift(); key && !this.#isDone; key = this.#keys.shift()) {
        this.#message = '';
        await this.#handleKey(key);
        // Held keys come faster than a screen is painted.
        if (this.#keys.length === 0) await this.#paint();
      }
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#isHandling = false;
    }
  }

  async #handleKey(key: Key): Promise<void> {
    if (key.name === 'ctrl-c' && this.#prompt) {
      this.#prompt = undefined;
      return;
    }
    if (key.name === 'ctrl-c' || key.name === 'end-of-input') {
      this.#end(key.name === 'ctrl-c' ? exitStatus.interrupted : exitStatus.success);
      return;
    }
    if (key.name === 'ctrl-z') {
      this.#screen.close();
      this.#host.suspend(() => {
        this.#screen.open();
        this.#repaint();
      });
      return;
    }
    if (this.#prompt) return this.#editPrompt(this.#prompt, key);
    const view = this.#view;
    try {
      if (view && (await view.onKey(key))) return;
      await this.#handleGlobalKey(key.name);
    } catch (error) {
      // A message for the user: the editor or browser did not start, a link is not opened.
      if (!(error instanceof UserError)) throw error;
      this.#message = error.message;
    }
  }

  async #handleGlobalKey(name: string): Promise<void> {
    const noteView = this.#view instanceof NoteView ? this.#view : undefined;
    if (name === 'q' || name === 'escape') {
      if (this.#views.length > 1) this.#views.pop();
      else if (name === 'q' || !noteView) this.#end(exitStatus.success);
      return;
    }
    if (name === '?') {
      this.#views.push(createTextView('Keys', (columns) => this.#renderKeys(columns)));
      return;
    }
    if (!noteView) return;
    switch (name) {
      case '/':
        this.#ask(async (text) => {
          const count = await noteView.search(text);
          if (count === 0 && text !== '') this.#message = `"${sanitizeLine(text)}" is not in this note.`;
        });
        return;
      case 'f':
        this.#openFinder('');
        return;
      case 'F':
        this.#openSearch('');
        return;
      case 'l':
        await this.#listLinks(noteView);
        return;
      case 'B':
        await this.#listBacklinks(noteView);
        return;
      case 't':
        await this.#showTradeOffs(noteView);
        return;
      case 'enter':
      case 'O': {
        const link = noteView.selectedLink;
        if (link) await this.#follow(noteView, link.url, link.isWiki, name === 'O');
        return;
      }
      case '[':
        this.#travel(this.#back, this.#forward);
        return;
      case ']':
        this.#travel(this.#forward, this.#back);
        return;
      case 'e':
        await this.#edit(noteView);
        return;
      case 'y':
        this.#copy(
          formatAddress({ ...noteView.note, path: this.#host.formatPath(noteView.note) }, noteView.heading),
          'the address',
        );
        return;
      case 'Y': {
        const { heading, note } = noteView;
        this.#copy(note.source.slice(heading?.from ?? 0, heading?.to), 'the Markdown of this section');
      }
    }
  }

  // The line at the bottom.

  #ask(done: Prompt['done']): void {
    this.#prompt = { editor: new LineEditor(), done };
  }

  async #editPrompt({ editor, done }: Prompt, key: Key): Promise<void> {
    if (key.name === 'escape' || (key.name === 'backspace' && editor.text === '')) this.#prompt = undefined;
    else if (key.name === 'enter') {
      this.#prompt = undefined;
      await done(editor.text);
    } else editor.onKey(key);
  }

  #copy(text: string, what: string): void {
    this.#host.terminal.write(copySequence(text));
    this.#message = `Copied ${what}, if the terminal allows it.`;
  }

  #renderKeys(columns: number): string[] {
    const { styles } = getTheme(this.#host.context);
    const width = Math.max(...keyGroups.flatMap(([, keys]) => keys.map(([name]) => name.length)));
    const groups = keyGroups.flatMap(([title, keys]) => [
      applyStyle(styles.heading, title),
      ...keys.flatMap(([name, meaning]) =>
        wrapText(meaning, `  ${name.padEnd(width)}  `, ' '.repeat(width + 4), columns).split('\n'),
      ),
      '',
    ]);
    return [...groups, 'To read without the full screen: readings show QUERY'];
  }

  async #paint(): Promise<void> {
    const view = this.#view;
    if (!view || this.#isDone) return;
    const size: Size = { columns: this.#screen.columns, rows: Math.max(1, this.#screen.rows - 1) };
    const lines = await view.render(size);
    const body = Array.from({ length: size.rows }, (_, row) => lines[row] ?? '');
    const prompt = this.#prompt?.editor;
    const cursor = prompt ? ([size.rows, Math.min(size.columns - 1, 1 + prompt.column)] as const) : view.cursor?.();
    const last = prompt
      ? cutLine(`/${sanitizeLine(prompt.text)}`, size.columns)
      : this.#renderStatus(view, size.columns);
    // A message that is longer than the line takes the lines above it too.
    const message = prompt ? [] : wrapText(this.#message, '', '', size.columns).split('\n').slice(0, size.rows);
    if (message.length > 1) body.splice(-message.length + 1, message.length - 1, ...message.slice(0, -1));
    this.#screen.paint([...body, message.length > 1 ? (message.at(-1) ?? '') : last], cursor);
  }

  #renderStatus(view: View, columns: number): string {
    const { styles } = getTheme(this.#host.context);
    const { left, right } = view.status();
    // A narrow screen has room for less.
    const hints = view instanceof NoteView ? [`${right}  ? help`, right] : [right];
    const hint = hints.find((candidate) => columns - measureWidth(candidate) >= minTitleColumns);
    if (hint === undefined) return applyStyle(styles.muted, cutLine(this.#message || right || left, columns));
    const room = columns - measureWidth(hint) - 2;
    const text = cutLine(this.#message || left, room);
    return applyStyle(styles.muted, `${text}${' '.repeat(room - measureWidth(text) + 2)}${hint}`);
  }

  // Notes.

  /** @param place where one was last time */
  async #openNote(
    destination: Destination,
    place?: { readonly slug: string; readonly lines: number },
    words = '',
  ): Promise<void> {
    const note = await this.#host.readNote(destination.note);
    if (!note) {
      this.#message = `${destination.note.path} does not exist any more.`;
      if (!this.#view) this.#openFinder('');
      return;
    }
    this.#rememberPlace();
    const current = this.#noteView;
    if (current) this.#back.push(current);
    this.#back.splice(0, this.#back.length - maxHistory);
    this.#forward = [];
    const section = place && note.sections.find(({ slug }) => slug === place.slug);
    const view = section
      ? new NoteView(this.#host, note, section.from, place.lines)
      : new NoteView(this.#host, note, destination.from);
    view.findWords(words);
    this.#showNote(view);
  }

  #showNote(view: NoteView): void {
    this.#views.splice(0, this.#views.length, view);
    this.#watch(view);
  }

  /** Shows the last note of one list, and adds the current one to the other. */
  #travel(to: NoteView[], from: NoteView[]): void {
    const view = to.pop();
    const current = this.#noteView;
    if (!view || !current) return;
    this.#rememberPlace();
    from.push(current);
    this.#showNote(view);
  }

  #rememberPlace(): void {
    const view = this.#noteView;
    if (view && view.note.file !== '-') this.#places.set(view.note.file, view.getPlace());
  }

  /** Reads a note again when its file changes. */
  #watch(view: NoteView): void {
    this.#stopWatching();
    const { file } = view.note;
    if (file === '-') return;
    let timer: NodeJS.Timeout | undefined;
    try {
      // Editors replace files, so the folder is watched.
      const watcher = watch(dirname(file), { persistent: false }, (_, name) => {
        if (name !== null && name !== basename(file)) return;
        clearTimeout(timer);
        timer = setTimeout(() => void this.#reload(view).catch(this.#fail), changeDelayMs);
      });
      watcher.on('error', () => watcher.close());
      this.#stopWatching = () => {
        clearTimeout(timer);
        watcher.close();
      };
    } catch {
      // Some file systems cannot be watched.
      this.#stopWatching = () => undefined;
    }
  }

  async #reload(view: NoteView): Promise<void> {
    const note = await this.#host.readNote(view.note);
    if (!note) this.#message = `${view.note.path} was deleted.`;
    else if (note.source === view.note.source) return;
    else view.replaceNote(note);
    await this.#paint();
  }

  async #edit(view: NoteView): Promise<void> {
    const line = view.note.lines.lineAt(view.getAnchor().from);
    if (!(await this.#host.readNote(view.note))) {
      this.#message = `${view.note.path} does not exist any more.`;
      return;
    }
    const status = await this.#lendTerminal(() => this.#host.edit(view.note.file, line));
    if (status !== 0) this.#message = `The editor ended with status ${status}.`;
    await this.#reload(view);
  }

  /** Runs another program, which may need the terminal. */
  async #lendTerminal<Result>(run: () => Promise<Result>): Promise<Result> {
    this.#screen.close();
    try {
      return await run();
    } finally {
      this.#screen.open();
    }
  }

  // Links.

  async #follow(view: NoteView, url: string, isWiki: boolean, isOutside: boolean): Promise<void> {
    const { note } = view;
    const isWeb = !isWiki && hasSchemeOrHost(url);
    if (isWeb || isOutside) {
      await this.#lendTerminal(() => this.#host.openLink(note, url));
      this.#message = `Opened ${url}`;
      return;
    }
    const target = isWiki
      ? await this.#host.ask(async (library) => resolveWikiLink(note, url, (name) => library.findByName(name)))
      : resolveLink(note, url);
    const path = target?.path === '' ? note.path : target?.path;
    if (target === undefined || path === undefined) {
      this.#message = isWiki
        ? `No note is called "${sanitizeLine(url)}".`
        : `${sanitizeLine(url)} is not in the library.`;
      return;
    }
    if (!isMarkdown(path)) {
      await this.#lendTerminal(() => this.#host.openLink(note, url));
      return;
    }
    const file = { library: note.library, path, file: `${note.library}/${path}` };
    const read = path === note.path ? note : await this.#host.readNote(file);
    if (!read) {
      this.#message = `${sanitizeLine(path)} does not exist.`;
      return;
    }
    const section = findSectionByFragment(read, target.fragment);
    await this.#openNote({ note: read, from: section?.from ?? start });
    if (target.fragment !== '' && !section && !/^(?:top$|_|:~:)/i.test(target.fragment))
      this.#message = `${sanitizeLine(path)} has no heading that matches #${sanitizeLine(target.fragment)}.`;
  }

  async #listLinks(view: NoteView): Promise<void> {
    const { note } = view;
    const links = await this.#host.ask(async (library) => {
      const getLinks = await library.loadLinkExtractor();
      const own = library.findByFile(note.file);
      return own ? getLinks(own).filter(({ image }) => !image) : [];
    });
    this.#openList(
      `Links in ${note.title}`,
      links.map((link) => ({
        name: link.text || link.url,
        detail: link.text === link.url ? link.kind : link.url,
        value: {
          url: link.url,
          isWiki: isWikiLink(note, link),
        },
      })),
      {
        enter: ({ url, isWiki }) => this.#leaveList(() => this.#follow(view, url, isWiki, false)),
        'ctrl-o': ({ url, isWiki }) => this.#leaveList(() => this.#follow(view, url, isWiki, true)),
      },
      'Enter follows, Ctrl-O opens in the browser, Esc goes back',
      'This note has no links.',
    );
  }

  async #listBacklinks(view: NoteView): Promise<void> {
    const { note, heading } = view;
    const entries = await this.#host.ask(async (library) => {
      const own = library.findByFile(note.file);
      if (!own) return [];
      const section = heading && own.sections.find(({ slug }) => slug === heading.slug);
      const getLinks = await library.loadLinkExtractor();
      const backlinks = findLinksTo({ note: own, section: undefined }, library, getLinks).map(
        (link): Entry<Destination> => ({
          name: `${link.note.title}${link.section ? ` › ${link.section.heading}` : ''}`,
          detail: `links here: ${link.text}`,
          value: { note: toFile(link.note), from: link.section?.from ?? start },
        }),
      );
      const related = (await findRelated({ note: own, section, score: 1 }, library, relatedCount)).map(
        (hit): Entry<Destination> => ({
          name: `${hit.note.title}${hit.section && hit.section.heading !== hit.note.title ? ` › ${hit.section.heading}` : ''}`,
          detail: 'related',
          value: { note: toFile(hit.note), from: hit.section?.from ?? start },
        }),
      );
      return [...backlinks, ...related];
    });
    this.#openList(
      `Links to ${note.title}, and related notes`,
      entries,
      { enter: (destination) => this.#openNote(destination) },
      'Enter shows, Esc goes back',
      'No note links here, and none is similar.',
    );
  }

  #openList<Value>(
    title: string,
    entries: readonly Entry<Value>[],
    actions: Readonly<Record<string, (value: Value) => unknown>>,
    hint: string,
    emptyMessage: string,
  ): void {
    if (entries.length === 0) {
      this.#message = emptyMessage;
      return;
    }
    const finder = createFinder(entries);
    const theme = getTheme(this.#host.context);
    this.#views.push(
      new ListView({ title, theme, find: (query) => finder.find(query), actions, hint, repaint: this.#repaint }),
    );
  }

  async #leaveList(run: () => Promise<void>): Promise<void> {
    this.#views.pop();
    await run();
  }

  readonly #repaint = () => void this.#paint().catch(this.#fail);

  async #showTradeOffs(view: NoteView): Promise<void> {
    const { note } = view;
    const tradeOffs = await this.#host.ask(async (library) => {
      const own = library.findByFile(note.file);
      return own ? (await library.loadTradeOffExtractor())(own) : [];
    });
    if (tradeOffs.length === 0) {
      this.#message = 'This note has no pros or cons.';
      return;
    }
    this.#views.push(
      createTextView(`Pros and cons in ${note.title}`, (columns) => {
        const context = { ...this.#host.context, width: Math.min(columns, this.#host.maxWidth) };
        return [...(terminal.proscons?.(tradeOffs, context) ?? [])].join('').trimEnd().split('\n');
      }),
    );
  }

  // Headings and text of all notes.

  #openFinder(
    query: string,
    actions?: Readonly<Record<string, (destination: Destination) => unknown>>,
    hint = 'Type to filter, Enter shows, Esc goes back',
  ): void {
    const finder = this.#headings ?? new Finder((note, from) => ({ note, from }));
    const view = new ListView<Destination>({
      title: this.#host.isBundled ? 'All headings of the notes that come with readings' : 'All headings',
      isLoading: () => this.#isLoading,
      theme: getTheme(this.#host.context),
      query,
      find: (text) => finder.find(text),
      actions: actions ?? { enter: (destination) => this.#openNote(destination) },
      hint,
      preview: (destination, size) => this.#preview(destination, size),
      repaint: this.#repaint,
    });
    this.#views.push(view);
    if (this.#headings) return;
    this.#headings = finder;
    this.#isLoading = true;
    void this.#loadHeadings(finder, view).catch(this.#fail);
  }

  /** Adds all headings to a finder, in pieces, so that keys are handled meanwhile. */
  async #loadHeadings(finder: HeadingFinder, view: ListView<Destination>): Promise<void> {
    await this.#host.ask(async (library) => {
      // The library may be asked again if a note has changed.
      finder.clear();
      let last = performance.now();
      let isFirst = true;
      for (const note of library.iterateNotes()) {
        finder.addGroup(toFile(note), `${note.title}  ${note.path}`);
        if (note.sections.length === 0) finder.add(note.title, start);
        const numbers = new Map<Section, number>();
        for (const section of note.sections) {
          const { parent, heading, from } = section;
          // The title is in the detail.
          const number = finder.add(
            heading,
            from,
            parent && parent.heading !== note.title ? numbers.get(parent) : undefined,
          );
          numbers.set(section, number);
        }
        if (this.#isDone) return;
        if (performance.now() - last < 12) continue;
        // The first entries are shown at once, the others now and then.
        if (isFirst) {
          isFirst = false;
          view.refresh();
          this.#repaint();
        }
        await new Promise((resolve) => setImmediate(resolve));
        last = performance.now();
      }
    });
    this.#isLoading = false;
    view.refresh();
    this.#repaint();
  }

  #openSearch(
    query: string,
    actions?: Readonly<Record<string, (destination: Destination) => unknown>>,
    hint = 'Type words, Enter shows, Esc goes back',
  ): void {
    const view: ListView<Destination> = new ListView<Destination>({
      title: 'Text of all notes',
      theme: getTheme(this.#host.context),
      query,
      find: (text) => this.#search(text),
      actions: actions ?? { enter: (destination) => this.#openNote(destination, undefined, view.query) },
      hint,
      preview: (destination, size) => this.#preview(destination, size),
      repaint: this.#repaint,
    });
    this.#views.push(view);
  }

  async #search(text: string): Promise<{ entries: Entry<Destination>[]; count: number }> {
    if (text.trim().length < 2) return { entries: [], count: 0 };
    const entries = await this.#host.ask(async (library) => {
      const { results, search } = await searchLibrary(library, text, { limit: maxResults, allSections: false });
      return results.map((result): Entry<Destination> => {
        const { heading, snippet, note, section } = addSnippet(result, search);
        return {
          name: heading.text || note.title,
          detail: `${note.path}  ${snippet.text.replace(/\s+/g, ' ')}`,
          value: { note: toFile(note), from: section?.from ?? start },
        };
      });
    });
    return { entries, count: entries.length };
  }

  async #preview({ note: file, from }: Destination, { columns, rows }: Size): Promise<readonly string[]> {
    const note = await this.#host.readNote(file);
    if (!note) return [];
    const page = new Page(note, { ...this.#host.context, width: Math.min(columns, this.#host.maxWidth) });
    const top = from < 0 ? 0 : await page.findLine(from);
    await page.fill(top + rows);
    return page.lines.slice(top, top + rows).map((line) => removeHyperlinks(line, () => false));
  }
}

function toFile({ library, path, file }: Note): Destination['note'] {
  return { library, path, file };
}
