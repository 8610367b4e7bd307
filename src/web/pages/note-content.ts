/** Renders the text of notes for pages: links lead to pages, headings have the IDs of their sections, code is colored. */
import {
  findSectionByFragment,
  hasSchemeOrHost,
  isImageFile,
  resolveLink,
  resolveWikiLink,
} from '../../core/link-targets.ts';
import type { Note, Section } from '../../core/note.ts';
import type { Block } from '../../core/tree.ts';
import { walk } from '../../core/tree.ts';
import { isSafeUrl } from '../../core/url.ts';
import type { Library } from '../../library/library.ts';
import { getGrammar, isShortEnough, loadGrammar, tokenize } from '../../render/code/highlighting.ts';
import { escapeHtml } from '../../render/html/escape-html.ts';
import { HtmlRenderer } from '../../render/html/html-renderer.ts';
import type { HandlerOptions } from '../route.ts';
import type { Site } from './site.ts';

/** Time in milliseconds for coloring the code of a page. */
const coloringBudgetMs = 200;

export async function renderBlocks(
  note: Note,
  blocks: readonly Block[],
  library: Library,
  site: Site,
  { runWithTimeLimit }: Pick<HandlerOptions, 'runWithTimeLimit'>,
): Promise<string> {
  await loadGrammars(blocks);
  const slugs = new Map(note.sections.map((section) => [section.from, section.slug]));
  let remainingMs = coloringBudgetMs;
  const renderer = new HtmlRenderer({
    resolveUrl: (url, use) => {
      if (use === 'image') return site.hasRemoteImages && /^https:/i.test(url) ? url : undefined;
      if (use === 'link' && (hasSchemeOrHost(url) || !isSafeUrl(url))) return isSafeUrl(url) ? url : undefined;
      return findPage(note, url, use === 'wiki', library, site);
    },
    findId: (block) => slugs.get(block.from),
    highlight: (text, language) => {
      const grammar = getGrammar(language);
      if (!grammar || remainingMs <= 0 || !isShortEnough(text)) return undefined;
      const start = performance.now();
      const pieces = runWithTimeLimit(remainingMs, () => tokenize(text, grammar));
      remainingMs = pieces ? remainingMs - (performance.now() - start) : 0;
      return pieces
        ?.map(({ text: piece, element }) =>
          element === undefined ? escapeHtml(piece) : `<span class="${element}">${escapeHtml(piece)}</span>`,
        )
        .join('');
    },
    isPage: true,
  });
  return renderer.render(blocks);
}

/** Returns the page of a note that a relative link or wiki link leads to; undefined if it leads elsewhere. */
function findPage(note: Note, url: string, isWiki: boolean, library: Library, site: Site): string | undefined {
  const target = isWiki ? resolveWikiLink(note, url, (name) => library.findByName(name)) : resolveLink(note, url);
  if (!target || isImageFile(target.path)) return undefined;
  const linked = target.path === note.path ? note : findNote(library, note, target.path);
  if (!linked) return undefined;
  const section: Section | undefined =
    target.fragment === '' ? undefined : findSectionByFragment(linked, target.fragment);
  return site.toNote(linked, section?.slug);
}

function findNote(library: Library, { library: root }: Note, path: string): Note | undefined {
  return library.findByFile(`${root}/${path}`);
}

async function loadGrammars(blocks: readonly Block[]): Promise<void> {
  const languages = new Set<string>();
  for (const block of blocks)
    walk(block, (node) => {
      const language = node.type === 'code' ? /^\S{1,30}/.exec(node.lang ?? '')?.[0] : undefined;
      if (language !== undefined) languages.add(language);
    });
  for (const language of languages) await loadGrammar(language);
}
