/** What the entries of a side are about, where no heading says it. */

import type { Note, Section } from '../note.ts';
import type { Node, Paragraph } from '../tree.ts';
import { firstChildFrom, pathTo, plainText } from '../tree.ts';
import { nameOf } from '../words.ts';
import { hasWords } from './entries.ts';
import { comparesIn, saidBy } from './phrases.ts';
import type { Head } from './resolve-overlaps.ts';

/**
 * Lines that are nothing but a name, `element.innerHTML` before a list of its pros and cons: of two options under one heading each
 * is a topic. Between such a line and a head only other heads and their entries may stand.
 */
export class NamesAbove {
  readonly #note: Note;
  /** Where heads and their entries begin, in order. */
  readonly #starts: readonly Pick<Head, 'from'>[];
  /** For the places in front of blocks that were asked about: the name there, `null` for none, `undefined` to look further out. */
  readonly #known = new Map<readonly Node[], Map<number, Name | null | undefined>>();

  constructor(note: Note, heads: readonly Head[]) {
    this.#note = note;
    this.#starts = heads.flatMap((head) => [head, ...head.items]).sort((one, other) => one.from - other.from);
  }

  /** @param section what is spoken of: a name above its heading is of something else */
  of({ from }: Head, section: Section | undefined): { name: string; line: number } | undefined {
    const path = pathTo(this.#note.tree, from);
    if (path.at(-1)?.node.type === 'heading') return undefined;
    for (let level = path.length - 1; level >= 0; level--) {
      const { nodes, index } = path[level] ?? { nodes: [], index: 0 };
      const isItem = path[level - 1]?.node.type === 'listItem';
      const found = this.#before(nodes, index, isItem);
      if (found === undefined) continue;
      return found && found.from > (section?.bodyFrom ?? -1)
        ? { name: found.name, line: this.#note.lines.at(found.from) }
        : undefined;
    }
    return undefined;
  }

  #before(nodes: readonly Node[], index: number, isItem: boolean): Name | null | undefined {
    const known = this.#known.get(nodes) ?? new Map<number, Name | null | undefined>();
    this.#known.set(nodes, known);
    let at = index;
    while (at > 0 && !known.has(at) && this.#isSkipped(nodes[at - 1])) at--;
    const node = nodes[at - 1];
    const name = node?.type === 'paragraph' ? (isItem && at === 1 ? leadOf(node) : nameIn(node)) : undefined;
    const own = node && name !== undefined ? { name, from: node.from } : node ? null : undefined;
    const found = known.has(at) ? known.get(at) : own;
    for (let place = at; place <= index; place++) known.set(place, found);
    return found;
  }

  /** Whether a head or an entry stands in a block, or the block says nothing. */
  #isSkipped(node: Node | undefined): boolean {
    if (!node || node.type === 'thematicBreak') return node !== undefined;
    const { lines } = this.#note;
    const start = this.#starts[firstChildFrom(this.#starts, lines.start(lines.at(node.from)))];
    return start !== undefined && start.from < node.to;
  }
}

interface Name {
  readonly name: string;
  readonly from: number;
}

/** The name that a paragraph is: a word or three, or more in code, emphasis or a link. */
function nameIn(paragraph: Paragraph): string | undefined {
  const text = plainText(paragraph);
  if (text.length > 60 || !hasWords(text) || /[.!?:;,]$|^\w+:\/\/|,/.test(text) || saidBy(text)) return undefined;
  const isMarked = paragraph.children.length === 1 && paragraph.children[0]?.type !== 'text';
  return isMarked || isShortName(text) ? text : undefined;
}

/** The name that an item begins with: `**Passive**: listens.` */
function leadOf(paragraph: Paragraph): string | undefined {
  const [first] = paragraph.children;
  const isBold = first?.type === 'strong' || (first?.type === 'emphasis' && first.children[0]?.type === 'strong');
  const lead = isBold ? plainText(first) : (/^([^:：]+)[:：]/.exec(plainText(paragraph))?.[1] ?? '');
  const name = lead.replace(/[\s:：]+$/, '');
  return name !== '' && name.length <= 60 && (isBold || isShortName(name)) ? name : nameIn(paragraph);
}

export function isShortName(text: string): boolean {
  return hasWords(text) && text.split(' ').length <= 3 && !/[.!?:;,]$/.test(text);
}

/**
 * What a name is the name of: what stands around it, when that says it with more words (`serverless` in `What is serverless?`) and
 * does not put it beside another.
 */
export function wider(named: string | undefined, around: string): string {
  if (named === undefined) return around;
  return ` ${nameOf(around)} `.includes(` ${nameOf(named)} `) && !comparesIn(around) ? around : named;
}
