/** All headings and labels of a note, with the slugs that their addresses bear. */
import GithubSlugger from 'github-slugger';
import type { Lines } from '../core/note.ts';
import type { Mark } from '../core/outline.ts';
import type { Container, List, Paragraph } from '../core/tree.ts';
import { plainText } from '../core/tree.ts';
import type { Label } from './label-candidates.ts';
import { itemLabel, paragraphLabels } from './label-candidates.ts';
import { wordsIn } from './leaf-text.ts';
import { TreeNode } from './node.ts';
import type { Store } from './store.ts';
import { DEPTH, HEADING, LIST_ITEM, PARAGRAPH, ROOT, THEMATIC_BREAK } from './store.ts';

/**
 * @returns the marks in document order; headings bear GitHub's slugs, labels the next free ones after them, made when the
 *   first is asked for
 */
export function marksOf(store: Store, lines: Lines): Mark[] {
  return new Marker(store, lines).run();
}

class Marker {
  readonly #store: Store;
  readonly #lines: Lines;
  readonly #marks: StoreMark[] = [];
  readonly #shared = new Shared(this.#marks);
  /** By container, the labels in it that go on until a heading or thematic break ends them. */
  readonly #labels = new Map<number, StoreMark[]>();

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
        const depth = (store.flags[node] ?? 0) & DEPTH;
        const [from, to] = [store.from[node] ?? 0, store.to[node] ?? 0];
        const span = { from, to, rank: 0, limit: this.#end(parent), within: 0 };
        this.#marks.push(new StoreMark(store, this.#shared, parent, span, undefined, depth, node));
        break;
      }
      case THEMATIC_BREAK:
        this.#endLabels(node, parent);
        break;
      case PARAGRAPH: {
        if (store.type[parent] === LIST_ITEM && store.child[parent] === node) {
          const list = store.data[parent] ?? 0;
          const label = itemLabel(store, parent, store.child[list] ?? 0);
          if (label) {
            this.#add(label, list);
            break;
          }
        }
        const labels = paragraphLabels(store, this.#lines, node, this.#end(parent));
        for (let index = 0; index < labels.length; index++) this.#add(labels[index], parent);
      }
    }
  }

  #end(parent: number): number {
    return parent === ROOT ? this.#store.source.length : (this.#store.to[parent] ?? 0);
  }

  #add(label: Label | undefined, parent: number): void {
    if (!label) return;
    const mark = new StoreMark(this.#store, this.#shared, parent, label, label.text, 0, 0);
    this.#marks.push(mark);
    if (label.limit !== this.#end(parent)) return;
    const labels = this.#labels.get(parent);
    if (labels) labels.push(mark);
    else this.#labels.set(parent, [mark]);
  }

  /** A thematic break or heading ends the labels before it. */
  #endLabels(node: number, parent: number): void {
    const labels = this.#labels.get(parent);
    if (!labels) return;
    for (const label of labels) label.limit = this.#store.from[node] ?? 0;
    labels.length = 0;
  }
}

function headingText(store: Store, heading: number): string {
  return wordsIn(store, heading) ?? plainText(new TreeNode(store, heading) as never);
}

class StoreMark implements Mark {
  readonly from: number;
  readonly to: number;
  readonly rank: number;
  limit: number;
  readonly scope: number;
  readonly depth: number;
  /** Made when it is first asked for, if the mark is a heading. */
  #heading: string | undefined;
  readonly #store: Store;
  readonly #shared: Shared;
  readonly #within: number;
  readonly #node: number;

  constructor(
    store: Store,
    shared: Shared,
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
    this.#heading ??= headingText(this.#store, this.#node);
    return this.#heading;
  }

  get slug(): string {
    return this.#shared.slugOf(this);
  }

  get container(): Container | List {
    return this.#shared.nodeOf(this.#store, this.scope) as unknown as Container | List;
  }

  get within(): Paragraph | undefined {
    return this.#within === 0 ? undefined : (new TreeNode(this.#store, this.#within) as unknown as Paragraph);
  }

  /** What GitHub makes the slug of: the words without the alternative texts of images. */
  get slugText(): string {
    return this.#node === 0 || !this.#store.source.slice(this.from, this.to).includes('![')
      ? this.heading
      : plainText(new TreeNode(this.#store, this.#node) as never, { alt: false });
  }
}

/** What the marks of a note have in common, made when it is first asked for. */
class Shared {
  readonly #nodes = new Map<number, TreeNode>();
  readonly #marks: readonly StoreMark[];
  #slugs: Map<StoreMark, string> | undefined;

  constructor(marks: readonly StoreMark[]) {
    this.#marks = marks;
  }

  /** One view for all marks of a container, so that its children are made once. */
  nodeOf(store: Store, scope: number): TreeNode {
    const node = this.#nodes.get(scope) ?? new TreeNode(store, scope);
    this.#nodes.set(scope, node);
    return node;
  }

  /** A heading's slug is GitHub's, so a label never takes one that a later heading has. */
  slugOf(mark: StoreMark): string {
    this.#slugs ??= this.#make();
    return this.#slugs.get(mark) ?? '';
  }

  #make(): Map<StoreMark, string> {
    const slugger = new GithubSlugger();
    const slugs = new Map<StoreMark, string>();
    for (const mark of this.#marks) if (mark.depth > 0) slugs.set(mark, slugger.slug(mark.slugText));
    for (const mark of this.#marks) if (mark.depth === 0) slugs.set(mark, slugger.slug(mark.slugText));
    return slugs;
  }
}
