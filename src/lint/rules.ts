/** The lint rules: they find what makes notes hard to find again. Each has an example that triggers it. */
import { distance } from 'fastest-levenshtein';
import { slug } from 'github-slugger';
import { stemmer } from 'stemmer';
import { listBlockIds } from '../core/block-addresses.ts';
import { decodeIfValid, hasSchemeOrHost, isWikiLink, resolveLink, resolveWikiLink } from '../core/link-targets.ts';
import type { Fix } from '../core/lint-finding.ts';
import type { Note, Section } from '../core/note.ts';
import { getLinkKey } from '../core/select-links.ts';
import type { Definition, Node } from '../core/tree.ts';
import { getPlainText, walk } from '../core/tree.ts';
import { normalizeName, splitWords } from '../core/words.ts';
import { findFrontMatterBlock } from '../markdown/front-matter-block.ts';
import type { RawLink } from '../markdown/links.ts';
import { findRawLinks } from '../markdown/links.ts';

export interface LintContext {
  /** Reports whether a file or folder exists. @param path relative to the note's library, separated by `/` */
  readonly exists: (note: Note, path: string) => boolean;
  /** Reports whether a file of this name is in any folder of the note's library. */
  readonly existsAnywhere: (note: Note, name: string) => boolean;
  readonly findNote: (note: Note, path: string) => Note | undefined;
  /** Returns the notes with this file name, title or alias. */
  readonly findNotesByName: (name: string) => readonly Note[];
}

export interface Problem {
  readonly at: number;
  readonly message: string;
  readonly fix?: Fix;
}

export interface LintRule {
  readonly name: string;
  readonly description: string;
  readonly example: string;
  /** Whether the rule is used only on request, because its findings are often a matter of taste. */
  readonly isOptional?: true;
  readonly find: (note: Note, context: LintContext) => Iterable<Problem>;
}

export const lintRules: readonly LintRule[] = [
  {
    name: 'skipped-heading-level',
    description: 'A heading is more than one level below the previous heading.',
    isOptional: true,
    example: '# Trees\n\n### Balance\n\nHeights differ by one.',
    *find({ sections }) {
      let previous: Section | undefined;
      for (const section of selectHeadings(sections)) {
        if (previous && section.depth > previous.depth + 1)
          yield {
            at: section.from,
            message: `"${section.heading}" is at level ${section.depth}, but the previous heading is at level ${previous.depth}.`,
          };
        previous = section;
      }
    },
  },
  {
    name: 'empty-section',
    description: 'A section has no content.',
    isOptional: true,
    example: '# Trees\n\n## Balance\n\n## Costs\n\nLogarithmic.',
    *find({ sections, source }) {
      const headings = selectHeadings(sections);
      const isEmpty = (section: Section) => source.slice(section.bodyFrom, section.to).trim() === '';
      // A note that is fresh from a template has headings only.
      if (headings.length > 2 && headings.every((section) => isEmpty(section) || section.children.length > 0)) return;
      for (const section of headings) {
        // A heading that is a link refers to another place for its content.
        const isLink = /\]\(|<https?:/.test(source.slice(section.from, section.bodyFrom));
        if (!isLink && isEmpty(section)) yield { at: section.from, message: `"${section.heading}" has no content.` };
      }
    },
  },
  {
    name: 'duplicate-heading',
    description: 'Two headings under the same parent have the same name, so a query by name is ambiguous.',
    isOptional: true,
    example: '# Trees\n\n## Costs\n\nTime.\n\n## Costs\n\nSpace.',
    *find({ sections, lines }) {
      const seen = new Map<Section | undefined, Map<string, Section>>();
      for (const section of selectHeadings(sections)) {
        if (section.heading === '') continue;
        const siblings = seen.get(section.parent) ?? new Map<string, Section>();
        seen.set(section.parent, siblings);
        const first = siblings.get(normalizeName(section.heading));
        if (first)
          yield {
            at: section.from,
            message: `"${section.heading}" is already a heading on line ${lines.lineAt(first.from)}.`,
          };
        else siblings.set(normalizeName(section.heading), section);
      }
    },
  },
  {
    name: 'duplicate-link',
    description: 'A note contains the same link more than once.',
    isOptional: true,
    example: '# Trees\n\n[a](https://example.com/) and [b](https://example.com)',
    *find(note) {
      const seen = new Map<string, number>();
      for (const link of listLinks(note)) {
        const { url, image, from } = link;
        if (
          image ||
          url.startsWith('#') ||
          url === '' ||
          note.source.startsWith('![[', from - 1) ||
          isInAnchor(note, from)
        )
          continue;
        const key = getLinkKey(note, link);
        const first = seen.get(key);
        if (first === undefined) seen.set(key, from);
        else yield { at: from, message: `${url} is already linked on line ${note.lines.lineAt(first)}.` };
      }
    },
  },
  {
    name: 'unrelated-title',
    description: 'No word of the title occurs in the text, so a search for the subject may miss the note.',
    isOptional: true,
    example:
      '# Miscellaneous\n\nValues in order make a list of a tree.\nTrees that balance themselves prevent it,\nat the price of more work with every change.',
    *find(note) {
      const title = note.sections.find(({ heading, label }) => !label && heading === note.title);
      const titleStems = findStems(note.title);
      if (titleStems.size === 0) return;
      const text = note.tree.children
        .filter(({ from, type }) => from !== title?.from && type !== 'yaml' && type !== 'toml')
        .map((block) => getPlainText(block));
      const textStems = findStems(text.join(' '));
      if (textStems.size >= 12 && [...titleStems].every((stem) => !textStems.has(stem)))
        yield { at: title?.from ?? 0, message: `No word of the title "${note.title}" occurs in the note.` };
    },
  },
  {
    name: 'empty-link-text',
    description: 'A link has no text.',
    example: '# Trees\n\nSee [](https://example.com/trees).',
    *find({ tree, source }) {
      for (const node of findLinkNodes(tree))
        if (source[node.from] === '[' && getPlainText(node) === '' && !hasImage(node))
          yield { at: node.from, message: `The link to ${node.url} has no text.` };
    },
  },
  {
    name: 'malformed-link',
    description: 'An address follows brackets or parentheses, but they do not make a link.',
    example: '# Trees\n\nSee [trees]https://example.com/trees.',
    *find(note) {
      const { tree, source } = note;
      for (const { from, url } of findLinkNodes(tree)) {
        if (/[[<!]/.test(source[from] ?? '') || isInAnchor(note, from)) continue;
        // `[1] https://…` is an entry of a list of sources.
        const before = source.slice(Math.max(0, from - 60), from);
        if (/(?:[^[\]\s]\S{1,60}\](?: ?\(| ?\[)?|\)[[(])$/.test(before) && !/(?:^|\s)\[[\w ]{0,3}\] ?$/.test(before))
          yield { at: from, message: `The brackets before ${url} do not make a link. Write [text](address).` };
      }
    },
  },
  {
    name: 'bare-url',
    description: 'A URL is not in angle brackets, so Markdown has to guess where it ends.',
    isOptional: true,
    example: '# Trees\n\nSee https://example.com/trees.',
    *find(note) {
      const { tree, source } = note;
      for (const { from, to, url } of findLinkNodes(tree)) {
        // Text between dollar signs is mathematics.
        if (/[[<!]/.test(source[from] ?? '') || source[from - 1] === '$' || isInAnchor(note, from)) continue;
        const text = source.slice(from, to);
        // Angle brackets require a scheme (CommonMark 0.31.2 §6.5); without one they change how the text is parsed.
        const isWhole = (text === url || `mailto:${text}` === url) && !/[<>\s]/.test(text);
        const hasScheme = /^[a-z][a-z0-9+.-]+:/i.test(text);
        const isFixed = isWhole && (hasScheme || url.startsWith('mailto:')) && isFixable(source, from, to);
        yield {
          at: from,
          message:
            hasScheme || isFixed
              ? `${text} is not in angle brackets.`
              : `${text} has no scheme and no angle brackets. Write <${url}>.`,
          ...(isFixed ? { fix: { from, to, text: `<${text}>` } } : {}),
        };
      }
    },
  },
  {
    name: 'dead-link',
    description: 'A relative link or wiki link points to a file that does not exist.',
    example: '# Trees\n\nSee [heaps](heaps.md) and [[Tries]].',
    *find(note, { exists, existsAnywhere, findNotesByName }) {
      for (const { url, from, isWiki } of findLocalLinks(note)) {
        if (isWiki) {
          const name = url.replace(/[#|].*/s, '').trim();
          // Wiki links to files that are not notes are resolved by name, in any folder.
          if (/\.(?!md$|markdown$)[a-z0-9]{2,5}$|^:/i.test(name)) {
            const isFound = exists(note, name) || existsAnywhere(note, name) || findNotesByName(name).length > 0;
            if (!name.startsWith(':') && !isFound) yield { at: from, message: `No file is called "${name}".` };
            continue;
          }
          const target = name === '' || resolveWikiLink(note, url, findNotesByName) !== undefined;
          if (!target && !exists(note, name) && !exists(note, `${name}.md`))
            yield { at: from, message: `No note is called "${name}".` };
          continue;
        }
        const target = resolveLink(note, url);
        const path = target?.path;
        if (path === undefined || path === note.path || path === '') continue;
        // Site generators change or omit the extension of a note.
        const candidatePaths = [path, `${path}.md`, path.replace(/\.html?$/i, '.md')];
        // Some of them resolve a link without `./` from the root too.
        if (/^[\w-]/.test(url)) candidatePaths.push(decodeIfValid(url.replace(/[?#].*/s, '')));
        if (!candidatePaths.some((candidate) => exists(note, candidate)))
          yield { at: from, message: `${path} does not exist in the library.` };
      }
    },
  },
  {
    name: 'dead-anchor',
    description: 'The fragment of a link (the part after #) does not match a heading of its target.',
    example: '# Trees\n\nSee [costs](#costs).',
    *find(note, { findNote, findNotesByName }) {
      for (const { url, from, isWiki } of findLocalLinks(note)) {
        const target = isWiki ? resolveWikiLink(note, url, findNotesByName) : resolveLink(note, url);
        if (!target || target.fragment === '') continue;
        const targetNote = target.path === note.path ? note : findNote(note, target.path);
        // A template may make further headings.
        if (
          targetNote &&
          !hasAnchor(targetNote, target.fragment) &&
          !/^[ \t]*\{\{[^\n]*\}\}[ \t]*$/m.test(targetNote.source)
        )
          yield {
            at: from,
            message: `${targetNote.path} has no ${target.fragment.startsWith('^') ? 'block' : 'heading'} that matches #${target.fragment}.`,
          };
      }
    },
  },
  {
    name: 'unused-definition',
    description: 'A link or footnote definition is not used.',
    isOptional: true,
    example: '# Trees\n\nText.\n\n[costs]: https://example.com/costs',
    *find({ tree }) {
      const used = new Set<string>();
      const definitions: (
        | Definition
        | { type: 'footnoteDefinition'; from: number; identifier: string; url?: undefined }
      )[] = [];
      walk(tree, (node) => {
        if (node.type === 'linkReference' || node.type === 'imageReference') used.add(node.identifier);
        else if (node.type === 'footnoteReference') used.add(`^${node.identifier}`);
        else if (node.type === 'definition' || node.type === 'footnoteDefinition') definitions.push(node);
      });
      for (const { type, from, identifier, url } of definitions) {
        // A definition that leads nowhere is a comment: `[//]: # (words)`, `[Added in May]: #`.
        if (url === '#' || url === '' || identifier === '//' || identifier === 'comment') continue;
        const name = type === 'definition' ? identifier : `^${identifier}`;
        if (!used.has(name)) yield { at: from, message: `[${name}] is defined but not used.` };
      }
    },
  },
  {
    name: 'misspelled-front-matter-key',
    description: 'A front matter key looks like a misspelling of title, tags, aliases or date.',
    example: '---\ntilte: Trees\n---\n\nText.',
    *find({ source }) {
      const block = findFrontMatterBlock(source);
      if (!block) return;
      // Keys after a TOML table header, or inside a multi-line string, are not top-level keys.
      const topLevelSource = block.value.replace(/^[ \t]*\[[\s\S]*|("""|''')[\s\S]*/m, '');
      const keyMatches = [...topLevelSource.matchAll(/^(["']?)([A-Za-z][\w-]*)\1[ \t]*[:=]/gm)];
      const presentKeys = new Set(keyMatches.map((match) => (match[2] ?? '').toLowerCase()));
      for (const { 1: quote = '', 2: key = '', index } of keyMatches) {
        const intendedKey = knownKeys.find((name) => isMisspellingOf(key.toLowerCase(), name));
        if (intendedKey === undefined || presentKeys.has(intendedKey)) continue;
        // A duplicate key would make the front matter malformed.
        presentKeys.add(intendedKey);
        const from = block.valueFrom + index + quote.length;
        yield {
          at: from,
          message: `Unknown key "${key}". Did you mean "${intendedKey}"?`,
          fix: { from, to: from + key.length, text: intendedKey },
        };
      }
    },
  },
];

/** Returns the headings outside quotes and list items. */
function selectHeadings(sections: readonly Section[]): Section[] {
  return sections.filter(({ label, container }) => !label && container.type === 'root');
}

type LinkNode = Extract<Node, { type: 'link' | 'linkReference' }>;

function findLinkNodes(tree: Node): LinkNode[] {
  const links: LinkNode[] = [];
  walk(tree, (node) => {
    if (node.type === 'link' || node.type === 'linkReference') links.push(node);
  });
  return links;
}

/**
 * Reports whether angle brackets around a bare link change nothing else. Not in the middle of an address (an SSH address, a
 * handle, a password in a URL), in the syntax of a template or wiki, or if the link has swallowed a quotation mark.
 */
function isFixable(source: string, from: number, to: number): boolean {
  const lineFrom = source.lastIndexOf('\n', from) + 1;
  const before = source.slice(Math.max(lineFrom, from - 200), from);
  const isWithin = /:\/\/\S{0,200}$|[@:/[]$/.test(before) || /^[@:/\w]/.test(source.slice(to, to + 1));
  const isSyntax = /(?:\{\{[^}]{0,200}|\{%[^%]{0,200}|%%[^%]{0,200}|(?:\[|\\)\[[^\]]{0,200})$/.test(before);
  return !isWithin && !isSyntax && !/[“”„«»‘’—[\]\\]/.test(source.slice(from, to));
}

const anchorTagCache = new WeakMap<Note, boolean>();

function isInAnchor(note: Note, at: number): boolean {
  const { source } = note;
  const hasTags = anchorTagCache.get(note) ?? /<a\b/i.test(source);
  anchorTagCache.set(note, hasTags);
  if (!hasTags) return false;
  const before = source.slice(Math.max(0, at - 2000), at);
  const tag = before.lastIndexOf('<');
  return tag >= 0 && /^<a\b[^<>]*>/i.test(before.slice(tag));
}

function hasImage(node: Node): boolean {
  let hasMatch = false;
  walk(node, ({ type }) => {
    hasMatch ||= type === 'image' || type === 'imageReference' || type === 'html';
  });
  return hasMatch;
}

const linkCache = new WeakMap<Note, readonly RawLink[]>();

/** Returns the links of a note, which several rules check. */
function listLinks(note: Note): readonly RawLink[] {
  const links = linkCache.get(note) ?? findRawLinks(note);
  linkCache.set(note, links);
  return links;
}

function findLocalLinks(note: Note): { readonly url: string; readonly from: number; readonly isWiki: boolean }[] {
  return listLinks(note)
    .map((link) => ({ url: link.url, from: link.from, isWiki: isWikiLink(note, link) }))
    .filter(({ url, isWiki }) => isWiki || !hasSchemeOrHost(url));
}

const anchorCache = new WeakMap<Note, ReadonlySet<string>>();

/** Reports whether a note has an anchor: a heading's slug, its words as wiki links use them, or an HTML anchor. */
function hasAnchor(note: Note, fragment: string): boolean {
  // `#:~:text=` selects text on a page (https://wicg.github.io/scroll-to-text-fragment/). The other prefixes are
  // generated by renderers: line numbers, footnotes. `#_` leads nowhere.
  if (/^(?:top$|_+$|:~:|l\d+|fn(?:ref)?[:-]?\d|user-content-)/i.test(fragment)) return true;
  const anchors = anchorCache.get(note) ?? findAnchors(note);
  anchorCache.set(note, anchors);
  return anchors.has(fragment.toLowerCase()) || anchors.has(normalizeName(fragment.replace(/^.*#/s, '')));
}

function findAnchors(note: Note): ReadonlySet<string> {
  const { sections, source } = note;
  const headings = source.matchAll(/<h[1-6]\b[^>]{0,500}>([\s\S]{1,200}?)<\/h[1-6]>/gi);
  const ids = source.matchAll(/\b(?:id|name)[ \t]*=[ \t]*["']?([^"'\s>]+)|\{#([\w-]+)\}/gi);
  return new Set([
    ...sections.flatMap(({ slug, heading }) => [slug, normalizeName(heading), heading.toLowerCase()]),
    ...listBlockIds(note).map((id) => `^${id}`),
    ...[...headings].map(([, heading = '']) => slug(heading.replace(/<[^<>]*>/g, '').trim())),
    ...[...ids].map(([, id, braced]) => (id ?? braced ?? '').toLowerCase()),
  ]);
}

const stopWords = new Set(
  'about and for from how into new note notes the this that what when where which why with your'.split(' '),
);

function findStems(text: string): Set<string> {
  const words = splitWords(text).filter((word) => word.length > 2 && !stopWords.has(word) && !/^\d+$/.test(word));
  return new Set(words.map((word) => stemmer(word)));
}

const knownKeys = ['title', 'tags', 'aliases', 'date'] as const;
/** Valid keys of other programs that look like misspellings of ours. */
const foreignKeys = new Set([
  'alias',
  'data',
  'dates',
  'gate',
  'late',
  'rate',
  'state',
  'tab',
  'tabs',
  'tag',
  'tile',
  'tiles',
  'titles',
]);

function isMisspellingOf(key: string, name: string): boolean {
  if (key === name || foreignKeys.has(key)) return false;
  const hasSameLetters = key.length === name.length && [...key].sort().join('') === [...name].sort().join('');
  return hasSameLetters || distance(key, name) <= (name.length > 5 ? 2 : 1);
}
