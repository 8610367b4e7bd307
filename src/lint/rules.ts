/** What makes notes hard to find again: rules, each with an example of what it finds. */
import { distance } from 'fastest-levenshtein';
import { stemmer } from 'stemmer';
import { targetOf, wikiTargetOf } from '../core/link-targets.ts';
import type { Fix } from '../core/lint-finding.ts';
import type { Note, Section } from '../core/note.ts';
import type { Definition, Node } from '../core/tree.ts';
import { plainText, walk } from '../core/tree.ts';
import { normalizeUrl } from '../core/url.ts';
import { nameOf, wordsOf } from '../core/words.ts';
import { frontMatterBlock } from '../markdown/front-matter-block.ts';
import { linksOf } from '../markdown/links.ts';

/** What of the library a rule has to know beside the note. */
export interface Surroundings {
  /** Whether there is a file or folder. @param path relative to the note's library, separated by `/` */
  readonly exists: (note: Note, path: string) => boolean;
  readonly noteAt: (note: Note, path: string) => Note | undefined;
  /** The notes whose file, title or alias is called so. */
  readonly called: (name: string) => readonly Note[];
}

export interface Problem {
  /** An offset into the note's source. */
  readonly at: number;
  readonly message: string;
  readonly fix?: Fix;
}

export interface Rule {
  readonly name: string;
  /** A sentence. */
  readonly description: string;
  /** Markdown in which it finds something. */
  readonly example: string;
  readonly find: (note: Note, surroundings: Surroundings) => Iterable<Problem>;
}

export const rules: readonly Rule[] = [
  {
    name: 'skipped-level',
    description: 'A heading is more than one level beneath the one before it, so that the tree has a hole.',
    example: '# Trees\n\n### Balance\n\nHeights differ by one.',
    *find({ sections }) {
      let before: Section | undefined;
      for (const section of headingsOf(sections)) {
        if (before && section.depth > before.depth + 1)
          yield {
            at: section.from,
            message: `"${section.heading}" is of level ${section.depth}, after one of level ${before.depth}`,
          };
        before = section;
      }
    },
  },
  {
    name: 'empty-section',
    description: 'Nothing stands under a heading.',
    example: '# Trees\n\n## Balance\n\n## Costs\n\nLogarithmic.',
    *find({ sections, source }) {
      for (const section of headingsOf(sections)) {
        // A heading that is a link says where to go on.
        const isLink = /\]\(|<https?:/.test(source.slice(section.from, section.bodyFrom));
        if (!isLink && source.slice(section.bodyFrom, section.to).trim() === '')
          yield { at: section.from, message: `nothing stands under "${section.heading}"` };
      }
    },
  },
  {
    name: 'same-heading',
    description: 'Two headings beneath the same one are called alike, so that neither can be asked for by its name.',
    example: '# Trees\n\n## Costs\n\nTime.\n\n## Costs\n\nSpace.',
    *find({ sections, lines }) {
      const seen = new Map<Section | undefined, Map<string, Section>>();
      for (const section of headingsOf(sections)) {
        if (section.heading === '') continue;
        const beside = seen.get(section.parent) ?? new Map<string, Section>();
        seen.set(section.parent, beside);
        const first = beside.get(nameOf(section.heading));
        if (first)
          yield {
            at: section.from,
            message: `"${section.heading}" is there already, in line ${lines.at(first.from)}`,
          };
        else beside.set(nameOf(section.heading), section);
      }
    },
  },
  {
    name: 'same-link',
    description: 'The same link stands in a note twice.',
    example: '# Trees\n\n[a](https://example.com/) and [b](https://example.com)',
    *find(note) {
      const seen = new Map<string, number>();
      for (const { url, image, kind, from, line } of linksOf(note)) {
        if (
          image ||
          kind === 'anchor' ||
          url === '' ||
          note.source.startsWith('![[', from - 1) ||
          isInAnchor(note.source, from)
        )
          continue;
        const first = seen.get(normalizeUrl(url));
        if (first === undefined) seen.set(normalizeUrl(url), line);
        else yield { at: from, message: `${url} is there already, in line ${first}` };
      }
    },
  },
  {
    name: 'title-not-borne-out',
    description: 'No word of the title stands anywhere in the note, so that it is found by other words than its own.',
    example:
      '# Miscellaneous\n\nValues in order make a list of a tree.\nTrees that balance themselves prevent it,\nat the price of more work with every change.',
    *find(note) {
      const title = note.sections.find(({ heading, label }) => !label && heading === note.title);
      const wanted = stemsOf(note.title);
      if (wanted.size === 0) return;
      const text = note.tree.children
        .filter(({ from, type }) => from !== title?.from && type !== 'yaml' && type !== 'toml')
        .map((block) => plainText(block));
      const found = stemsOf(text.join(' '));
      if (found.size >= 12 && [...wanted].every((stem) => !found.has(stem)))
        yield { at: title?.from ?? 0, message: `no word of the title "${note.title}" stands in the note` };
    },
  },
  {
    name: 'link-without-text',
    description: 'A link has no words to find it by.',
    example: '# Trees\n\nSee [](https://example.com/trees).',
    *find({ tree, source }) {
      for (const node of linkNodes(tree))
        if (source[node.from] === '[' && plainText(node) === '' && !holdsImage(node))
          yield { at: node.from, message: `the link to ${node.url} has no text` };
    },
  },
  {
    name: 'bare-url',
    description: 'An address stands in the text without < and >, where Markdown has to guess its end.',
    example: '# Trees\n\nSee https://example.com/trees.',
    *find({ tree, source }) {
      for (const { from, to, url } of linkNodes(tree)) {
        // Between dollar signs is no text, but mathematics.
        if (/[[<!]/.test(source[from] ?? '') || source[from - 1] === '$' || isInAnchor(source, from)) continue;
        const text = source.slice(from, to);
        // What has no scheme angle brackets do not take (CommonMark 0.31.2 §6.5): that changes what is read.
        const isWhole = (text === url || `mailto:${text}` === url) && !/[<>\s]/.test(text);
        const isLink = isWhole && (/^[a-z][a-z0-9+.-]+:/i.test(text) || url.startsWith('mailto:'));
        yield {
          at: from,
          message: isLink ? `${text} stands without < and >` : `${text} stands without a scheme, < and >: <${url}>`,
          ...(isLink ? { fix: { from, to, text: `<${text}>` } } : {}),
        };
      }
    },
  },
  {
    name: 'dead-link',
    description: 'A relative link or a wiki link leads to a file that is not there.',
    example: '# Trees\n\nSee [heaps](heaps.md) and [[Tries]].',
    *find(note, { exists, called }) {
      for (const { url, from, isWiki } of localLinks(note)) {
        if (isWiki) {
          const name = url.replace(/[#|].*$/s, '').trim();
          // Where files that are no notes lie is looked up by name, anywhere, by those who write them so.
          if (/\.(?!md$|markdown$)[a-z0-9]{2,5}$|^:/i.test(name)) continue;
          const target = name === '' || wikiTargetOf(note, url, called) !== undefined;
          if (!target && !exists(note, name)) yield { at: from, message: `no note is called "${name}"` };
          continue;
        }
        const target = targetOf(note, url);
        const path = target?.path;
        if (path === undefined || path === note.path || path === '') continue;
        // What makes pages of notes changes their extension, or leaves it out.
        const others = [path, `${path}.md`, path.replace(/\.html?$/i, '.md')];
        if (!others.some((one) => exists(note, one))) yield { at: from, message: `there is no ${path} in the library` };
      }
    },
  },
  {
    name: 'dead-anchor',
    description: 'What follows # in a link is no heading of the note that it leads to.',
    example: '# Trees\n\nSee [costs](#costs).',
    *find(note, { noteAt, called }) {
      for (const { url, from, isWiki } of localLinks(note)) {
        const target = isWiki ? wikiTargetOf(note, url, called) : targetOf(note, url);
        if (!target || target.fragment === '') continue;
        const led = target.path === note.path ? note : noteAt(note, target.path);
        if (led && !hasAnchor(led, target.fragment))
          yield { at: from, message: `${led.path} has no heading for #${target.fragment}` };
      }
    },
  },
  {
    name: 'unused-definition',
    description: 'A definition of a link or footnote that nothing refers to.',
    example: '# Trees\n\nText.\n\n[costs]: https://example.com/costs',
    *find({ tree }) {
      const used = new Set<string>();
      const definitions: (Definition | { type: 'footnoteDefinition'; from: number; identifier: string })[] = [];
      walk(tree, (node) => {
        if (node.type === 'linkReference' || node.type === 'imageReference') used.add(node.identifier);
        else if (node.type === 'footnoteReference') used.add(`^${node.identifier}`);
        else if (node.type === 'definition' || node.type === 'footnoteDefinition') definitions.push(node);
      });
      for (const { type, from, identifier } of definitions) {
        // `[//]: # (words)` is how some write a comment.
        if (identifier === '//' || identifier === 'comment') continue;
        const name = type === 'definition' ? identifier : `^${identifier}`;
        if (!used.has(name)) yield { at: from, message: `nothing refers to [${name}]` };
      }
    },
  },
  {
    name: 'front-matter',
    description: 'A key of the front matter is spelled nearly as one that means something: title, tags, aliases, date.',
    example: '---\ntilte: Trees\n---\n\nText.',
    *find({ source }) {
      const block = frontMatterBlock(source);
      if (!block) return;
      // Beneath a table of TOML, and in a text of several lines, a key is another's.
      const own = block.value.replace(/^[ \t]*\[[\s\S]*|("""|''')[\s\S]*/m, '');
      const found = [...own.matchAll(/^(["']?)([A-Za-z][\w-]*)\1[ \t]*[:=]/gm)];
      const present = new Set(found.map((match) => (match[2] ?? '').toLowerCase()));
      for (const { 1: quote = '', 2: key = '', index } of found) {
        const meant = meantKeys.find((name) => isSlipOf(key.toLowerCase(), name));
        if (meant === undefined || present.has(meant)) continue;
        // Two keys of one name would be malformed.
        present.add(meant);
        const from = block.valueFrom + index + quote.length;
        yield {
          at: from,
          message: `"${key}" means nothing; ${meant} does`,
          fix: { from, to: from + key.length, text: meant },
        };
      }
    },
  },
];

/** Headings of the note itself, not those in quotes and list items. */
function headingsOf(sections: readonly Section[]): Section[] {
  return sections.filter(({ label, container }) => !label && container.type === 'root');
}

type LinkNode = Extract<Node, { type: 'link' | 'linkReference' }>;

function linkNodes(tree: Node): LinkNode[] {
  const found: LinkNode[] = [];
  walk(tree, (node) => {
    if (node.type === 'link' || node.type === 'linkReference') found.push(node);
  });
  return found;
}

/** Whether an offset stands between the tags `<a>` and `</a>` of HTML. */
function isInAnchor(source: string, at: number): boolean {
  const before = source.slice(Math.max(0, at - 2000), at);
  return /<a\b[^<>]*>[^<]*$/i.test(before);
}

function holdsImage(node: Node): boolean {
  let found = false;
  walk(node, ({ type }) => {
    found ||= type === 'image' || type === 'imageReference' || type === 'html';
  });
  return found;
}

/** Links without a scheme or a host. */
function localLinks(note: Note): { readonly url: string; readonly from: number; readonly isWiki: boolean }[] {
  const { source } = note;
  return linksOf(note)
    .map(({ url, from }) => ({ url, from, isWiki: /^!?\[\[/.test(source.slice(from, from + 3)) }))
    .filter(({ url, isWiki }) => isWiki || !/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(url));
}

const known = new WeakMap<Note, ReadonlySet<string>>();

/** A heading's slug, a heading's words as wiki links have them, or an anchor written in HTML. */
function hasAnchor(note: Note, fragment: string): boolean {
  // `#:~:text=` marks words of a page (https://wicg.github.io/scroll-to-text-fragment/), `#^` a block.
  // Others are made by what shows notes: lines, footnotes.
  if (/^(?:top$|\^|:~:|l\d+|fn(?:ref)?[:-]?\d|user-content-)/i.test(fragment)) return true;
  const anchors = known.get(note) ?? anchorsIn(note);
  known.set(note, anchors);
  return anchors.has(fragment.toLowerCase()) || anchors.has(nameOf(fragment.replace(/^.*#/s, '')));
}

function anchorsIn({ sections, source }: Note): ReadonlySet<string> {
  const ids = source.matchAll(/\b(?:id|name)[ \t]*=[ \t]*["']?([^"'\s>]+)|\{#([\w-]+)\}/gi);
  return new Set([
    ...sections.flatMap(({ slug, heading }) => [slug, nameOf(heading), heading.toLowerCase()]),
    ...[...ids].map(([, id, braced]) => (id ?? braced ?? '').toLowerCase()),
  ]);
}

/** Words that say nothing of what a note is about. */
const noWords = new Set(
  'about and for from how into new note notes the this that what when where which why with your'.split(' '),
);

function stemsOf(text: string): Set<string> {
  const words = wordsOf(text).filter((word) => word.length > 2 && !noWords.has(word) && !/^\d+$/.test(word));
  return new Set(words.map((word) => stemmer(word)));
}

const meantKeys = ['title', 'tags', 'aliases', 'date'] as const;
/** Keys that others give a meaning to, and that look like one of these. */
const otherKeys = new Set([
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

function isSlipOf(key: string, name: string): boolean {
  if (key === name || otherKeys.has(key)) return false;
  const isSwapped = key.length === name.length && [...key].sort().join('') === [...name].sort().join('');
  return isSwapped || distance(key, name) <= (name.length > 5 ? 2 : 1);
}
