import GithubSlugger from 'github-slugger';
import { decodeReferences } from '../core/character-references.ts';
import { findTags } from '../core/html-tags.ts';
import type { Lines } from '../core/note.ts';
import type { SectionStart } from '../core/outline.ts';
import type { Container, List, Paragraph } from '../core/tree.ts';
import { getPlainText } from '../core/tree.ts';
import type { Label } from './label-candidates.ts';
import { findItemLabel, findParagraphLabels } from './label-candidates.ts';
import { readWords } from './leaf-text.ts';
import { TreeNode } from './node.ts';
import type { Store } from './store.ts';
import { DEPTH, HEADING, LIST_ITEM, PARAGRAPH, ROOT, THEMATIC_BREAK } from './store.ts';

/**
 * Returns the marks in document order. Headings have GitHub's slugs; labels get the next free ones. Slugs are made on
 * first use.
 */
export function findMarks(store: Store, lines: Lines): SectionStart[] {
  return new Marker(store, lines).run();
}

class Marker {
  readonly #store: Store;
  readonly #lines: Lines;
  readonly #marks: StoreMark[] = [];
  readonly #shared = new SharedMarkData(this.#marks);
  /** By container: the labels whose sections run until a heading or thematic break ends them. */
  readonly #openLabels = new Map<number, StoreMark[]>();

  constructor(store: Store, lines: Lines) {
    this.#store = store;
    this.#lines = lines;
  }

  run(): StoreMark[] {
    const { candidates } = this.#store;
    for (let at = 0; at < candidates.length; at += 2) this.#visit(candidates[at] ?? 0, candidates[at + 1] ?? 0);
    return this.#marks;
  }

  #visit(node: number, parent: number): void {
    const store = this.#store;
    switch (store.type[node]) {
      case HEADING: {
        this.#endLabels(node, parent);
        const depth = store.getFlags(node) & DEPTH;
        const [from, to] = [store.getFrom(node), store.getTo(node)];
        const span = { from, to, rank: 0, limit: this.#getEnd(parent), within: 0 };
        this.#marks.push(new StoreMark(store, this.#shared, parent, span, undefined, depth, node));
        break;
      }
      case THEMATIC_BREAK:
        this.#endLabels(node, parent);
        break;
      case PARAGRAPH: {
        if (store.type[parent] === LIST_ITEM && store.child[parent] === node) {
          const list = store.getData(parent);
          const label = findItemLabel(store, parent, store.getChild(list));
          if (label) {
            this.#addLabel(label, list);
            break;
          }
        }
        const labels = findParagraphLabels(store, this.#lines, node, this.#getEnd(parent));
        for (let index = 0; index < labels.length; index++) this.#addLabel(labels[index], parent);
      }
    }
  }

  #getEnd(parent: number): number {
    return parent === ROOT ? this.#store.source.length : this.#store.getTo(parent);
  }

  #addLabel(label: Label | undefined, parent: number): void {
    if (!label) return;
    const mark = new StoreMark(this.#store, this.#shared, parent, label, label.text, 0, 0);
    this.#marks.push(mark);
    if (label.limit !== this.#getEnd(parent)) return;
    const labels = this.#openLabels.get(parent);
    if (labels) labels.push(mark);
    else this.#openLabels.set(parent, [mark]);
  }

  #endLabels(node: number, parent: number): void {
    const labels = this.#openLabels.get(parent);
    if (!labels) return;
    for (const label of labels) label.limit = this.#store.getFrom(node);
    labels.length = 0;
  }
}

function readHeadingText(store: Store, heading: number): string {
  const words = readWords(store, heading);
  if (words !== undefined && words !== '') return words;
  const node = new TreeNode(store, heading);
  return words ?? (getPlainText(node as never) || readTagText(node));
}

/** Returns the alternative text or the name of the first tag in a heading of nothing but HTML: `nav` for `## <nav>`. */
function readTagText(heading: TreeNode): string {
  for (const { type, value } of heading.children)
    for (const { name, attributes } of type === 'html' ? findTags(value) : []) {
      const text = name === 'img' ? decodeReferences(attributes.get('alt') ?? '').trim() : name;
      if (text !== '') return text;
    }
  return '';
}

class StoreMark implements SectionStart {
  readonly from: number;
  readonly to: number;
  readonly rank: number;
  limit: number;
  readonly scope: number;
  readonly depth: number;
  #heading: string | undefined;
  readonly #store: Store;
  readonly #shared: SharedMarkData;
  readonly #within: number;
  readonly #node: number;

  constructor(
    store: Store,
    shared: SharedMarkData,
    scope: number,
    label: Omit<Label, 'text'>,
    heading: string | undefined,
    depth: number,
    node: number,
  ) {
    this.from = label.from;
    this.to = label.to;
    this.rank = label.rank;
    this.limit = label.limit;
    this.scope = scope;
    this.#heading = heading;
    this.depth = depth;
    this.#store = store;
    this.#shared = shared;
    this.#within = label.within;
    this.#node = node;
  }

  get heading(): string {
    this.#heading ??= readHeadingText(this.#store, this.#node);
    return this.#heading;
  }

  get slug(): string {
    return this.#shared.getSlug(this);
  }

  get container(): Container | List {
    return this.#shared.getNode(this.#store, this.scope) as unknown as Container | List;
  }

  get within(): Paragraph | undefined {
    return this.#within === 0 ? undefined : (new TreeNode(this.#store, this.#within) as unknown as Paragraph);
  }

  /** The text that GitHub makes a slug from: the words without the alternative texts of images. */
  get slugText(): string {
    return this.#node === 0 || !this.#store.source.slice(this.from, this.to).includes('![')
      ? this.heading
      : getPlainText(new TreeNode(this.#store, this.#node) as never, { alt: false });
  }
}

class SharedMarkData {
  readonly #nodes = new Map<number, TreeNode>();
  readonly #marks: readonly StoreMark[];
  #slugs: Map<StoreMark, string> | undefined;

  constructor(marks: readonly StoreMark[]) {
    this.#marks = marks;
  }

  /** Returns one shared node per container, so that its children are created only once. */
  getNode(store: Store, scope: number): TreeNode {
    const node = this.#nodes.get(scope) ?? new TreeNode(store, scope);
    this.#nodes.set(scope, node);
    return node;
  }

  /**
   * Returns a mark's slug. Headings get theirs first, as on GitHub, so a label never takes the slug of a later heading.
   */
  getSlug(mark: StoreMark): string {
    this.#slugs ??= this.#createSlugs();
    return this.#slugs.get(mark) ?? '';
  }

  #createSlugs(): Map<StoreMark, string> {
    const slugger = new GithubSlugger();
    const slugs = new Map<StoreMark, string>();
    for (const mark of this.#marks) if (mark.depth > 0) slugs.set(mark, slugger.slug(mark.slugText));
    for (const mark of this.#marks) if (mark.depth === 0) slugs.set(mark, slugger.slug(mark.slugText));
    return slugs;
  }
}
