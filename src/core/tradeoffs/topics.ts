/** Finds the topic of entries if no heading names it. */

import type { Note, Section } from '../note.ts';
import type { Node, Paragraph } from '../tree.ts';
import { findFirstChildFrom, findPath, getPlainText } from '../tree.ts';
import { hasWord, normalizeName } from '../words.ts';
import type { Vocabulary } from './phrases.ts';
import { isComparison, parsePhrase } from './phrases.ts';
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
        ? isItem && at === 1
          ? parseLeadName(node, this.#vocabulary)
          : parseName(node, this.#vocabulary)
        : undefined;
    const result = node && name !== undefined ? { name, from: node.from } : node ? null : undefined;
    const nameBefore = cached.has(at) ? cached.get(at) : result;
    for (let position = at; position <= index; position++) cached.set(position, nameBefore);
    return nameBefore;
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
  const isMarked = paragraph.children.length === 1 && paragraph.children[0]?.type !== 'text';
  return isMarked || isShortName(text) ? text : undefined;
}

/** Returns the name at the start of an item: `**Passive**: listens.` */
function parseLeadName(paragraph: Paragraph, vocabulary: Vocabulary): string | undefined {
  const [first] = paragraph.children;
  const isBold = first?.type === 'strong' || (first?.type === 'emphasis' && first.children[0]?.type === 'strong');
  const lead = isBold ? getPlainText(first) : (/^([^:：]+)[:：]/.exec(getPlainText(paragraph))?.[1] ?? '');
  const name = lead.replace(/[\s:：]+$/, '');
  return name !== '' && name.length <= 60 && (isBold || isShortName(name)) ? name : parseName(paragraph, vocabulary);
}

export function isShortName(text: string): boolean {
  return hasWord(text) && text.split(' ').length <= 3 && !/[.!?:;,]$/.test(text);
}

/**
 * Returns the full topic of a name: the text around it, if that contains the name with more words (`serverless` in
 * `What is serverless?`) and is not a comparison.
 */
export function widenTopic(name: string | undefined, context: string): string {
  if (name === undefined) return context;
  return ` ${normalizeName(context)} `.includes(` ${normalizeName(name)} `) && !isComparison(context) ? context : name;
}
