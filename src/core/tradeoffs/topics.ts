/** Finds the topic of entries if no heading names it. */

import type { Note, Section } from '../note.ts';
import type { Node, Paragraph } from '../tree.ts';
import { findFirstChildFrom, findPath, getPlainText } from '../tree.ts';
import { trimEndWhile } from '../trim-end.ts';
import { hasWord } from '../words.ts';
import type { Vocabulary } from './phrases.ts';
import { cleanTopic, isVagueHeading, parsePhrase } from './phrases.ts';
import type { SideMatch } from './resolve-overlaps.ts';

/**
 * Finds lines that only name a topic above matches: `element.innerHTML` before a list of its pros and cons. Between
 * such a line and a match, only other matches and their entries may occur.
 */
export class PrecedingNames {
  readonly #note: Note;
  readonly #vocabulary: Vocabulary;
  /** Start offsets of matches and their entries, in order. */
  readonly #starts: readonly Pick<SideMatch, 'from'>[];
  /**
   * Cached result by siblings and block index: a name, `null` if there is none, or `undefined` to continue with the
   * parent.
   */
  readonly #cache = new Map<readonly Node[], Map<number, Name | null | undefined>>();

  constructor(note: Note, matches: readonly SideMatch[], vocabulary: Vocabulary) {
    this.#note = note;
    this.#vocabulary = vocabulary;
    this.#starts = matches.flatMap((match) => [match, ...match.items]).sort((a, b) => a.from - b.from);
  }

  /** @param section what the text is about; a name above its heading belongs to something else */
  findName({ from }: SideMatch, section: Section | undefined): { name: string; line: number } | undefined {
    const path = findPath(this.#note.tree, from);
    if (path.at(-1)?.node.type === 'heading') return undefined;
    for (let level = path.length - 1; level >= 0; level--) {
      const { siblings, index } = path[level] ?? { siblings: [], index: 0 };
      const isItem = path[level - 1]?.node.type === 'listItem';
      const nearest = this.#findNameBefore(siblings, index, isItem);
      if (nearest === undefined) continue;
      return nearest && nearest.from > (section?.bodyFrom ?? -1)
        ? { name: nearest.name, line: this.#note.lines.lineAt(nearest.from) }
        : undefined;
    }
    return undefined;
  }

  #findNameBefore(nodes: readonly Node[], index: number, isItem: boolean): Name | null | undefined {
    const cached = this.#cache.get(nodes) ?? new Map<number, Name | null | undefined>();
    this.#cache.set(nodes, cached);
    let at = index;
    while (at > 0 && !cached.has(at) && this.#isSkipped(nodes[at - 1])) at--;
    const node = nodes[at - 1];
    const name =
      node?.type === 'paragraph'
        ? (parseName(node, this.#vocabulary) ?? parseLeadName(node, this.#vocabulary, isItem && at === 1))
        : undefined;
    const result =
      node && name !== undefined ? { name, from: node.from } : node ? this.#findMarkedName(nodes, at - 1) : undefined;
    const nameBefore = cached.has(at) ? cached.get(at) : result;
    for (let position = at; position <= index; position++) cached.set(position, nameBefore);
    return nameBefore;
  }

  /** Finds a line that is only a marked name, with a few paragraphs after it: `**Round robin**`. */
  #findMarkedName(nodes: readonly Node[], index: number): Name | null {
    for (let at = index; at >= Math.max(0, index - maxTextBelowName); at--) {
      const node = nodes[at];
      if (node?.type !== 'paragraph') return null;
      const name = isMarked(node) ? parseName(node, this.#vocabulary) : undefined;
      if (name !== undefined) return { name, from: node.from };
    }
    return null;
  }

  #isSkipped(node: Node | undefined): boolean {
    if (!node || node.type === 'thematicBreak') return node !== undefined;
    const { lines } = this.#note;
    const start = this.#starts[findFirstChildFrom(this.#starts, lines.lineStart(lines.lineAt(node.from)))];
    return start !== undefined && start.from < node.to;
  }
}

interface Name {
  readonly name: string;
  readonly from: number;
}

/** Returns the text of a paragraph if it is a name: up to three words, or more in code, emphasis or a link. */
function parseName(paragraph: Paragraph, vocabulary: Vocabulary): string | undefined {
  const text = getPlainText(paragraph);
  if (text.length > 60 || !hasWord(text) || /[.!?:;,]$|^\w+:\/\/|,/.test(text) || parsePhrase(text, vocabulary))
    return undefined;
  return (isMarked(paragraph) || isShortName(text)) && !isVagueHeading(text) ? cleanTopic(text) : undefined;
}

function isMarked({ children }: Paragraph): boolean {
  return children.length === 1 && children[0]?.type !== 'text';
}

/** How many paragraphs may stand between a name and the sides of its topic. */
const maxTextBelowName = 3;

/** Bold words at the start of a paragraph that name no topic. */
const remarkWords =
  /^(?:note|nb|important|warning|tip|example|hint|remember|definition|question|answer|summary|result|source)s?\b/i;

/** Returns the name at the start of a paragraph: `**Passive**: listens.`, `**Fixed layout** designs …`, `Push - sent at once.` */
function parseLeadName(paragraph: Paragraph, vocabulary: Vocabulary, isItem: boolean): string | undefined {
  const [first] = paragraph.children;
  const isBold = first?.type === 'strong' || (first?.type === 'emphasis' && first.children[0]?.type === 'strong');
  // `**1.** Founder → …` is about the founder.
  const text = getPlainText(paragraph).replace(/^\d{1,3}[.)]\s+/, '');
  const separator = isItem ? /^([^:：]+)[:：]/ : /^([^:：.]{2,40}?)\s(?:[-–—]|-{1,2}>|→|⇒)\s/;
  const boldLead = isBold && /\p{L}/u.test(getPlainText(first)) ? getPlainText(first) : '';
  // `**Option 1**: Use a queue` is about a queue.
  const [, title = ''] = /^\p{L}+ \d+[:：]?\s*[:：–—-]\s*(\p{Lu}[^.]{8,60})$/u.exec(text) ?? [];
  if (boldLead !== '' && title !== '' && text.startsWith(boldLead)) return title;
  const lead = boldLead || (separator.exec(text)?.[1] ?? '');
  const name = cleanTopic(trimEndWhile(lead, /[\s:：]/));
  const isName = name !== '' && name.length <= 60 && (boldLead !== '' || isShortName(name)) && !/[.!?]$/.test(name);
  return isName && !isVagueHeading(name) && !remarkWords.test(name) && !parsePhrase(name, vocabulary)
    ? name
    : undefined;
}

export function isShortName(text: string): boolean {
  return hasWord(text) && text.split(' ').length <= 3 && !/[.!?:;,]$/.test(text);
}
