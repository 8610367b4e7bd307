/** All headings and labels of a note, with the slugs that their addresses bear. */
import GithubSlugger from 'github-slugger';
import type { Lines } from '../core/note.ts';
import type { Mark } from '../core/outline.ts';
import type { Container, List, Paragraph } from '../core/tree.ts';
import { plainText } from '../core/tree.ts';
import type { Label } from './labels.ts';
import { itemLabel, paragraphLabels } from './labels.ts';
import { TreeNode } from './node.ts';
import type { Store } from './store.ts';
import { BLOCKQUOTE, FOOTNOTE_DEFINITION, HEADING, LIST, LIST_ITEM, PARAGRAPH, ROOT, THEMATIC_BREAK } from './store.ts';
import { wordsIn } from './words.ts';

/**
 * @returns the marks in document order; headings bear GitHub's slugs, labels the next free ones after them, made when the
 *   first is asked for
 */
export function marksOf(store: Store, lines: Lines): Mark[] {
  const marks: StoreMark[] = [];
  const parents: number[] = [ROOT];
  const rest: number[] = [store.child[ROOT] ?? 0];
  /** For each parent the labels that go on until something ends them. */
  const labels: StoreMark[][] = [[]];
  const slugs = new Slugs(marks);
  while (rest.length > 0) {
    const top = rest.length - 1;
    const node = rest[top] ?? 0;
    if (node === 0) {
      parents.pop();
      rest.pop();
      labels.pop();
      continue;
    }
    rest[top] = store.next[node] ?? 0;
    const parent = parents[top] ?? 0;
    const limit = parent === ROOT ? store.source.length : (store.to[parent] ?? 0);
    const add = (label: Label) => {
      const mark = new StoreMark(store, slugs, parent, label, label.text, 0);
      marks.push(mark);
      if (label.limit === limit) labels[top]?.push(mark);
    };
    const type = store.type[node];
    if (type === THEMATIC_BREAK || type === HEADING) endLabels(labels[top] ?? [], store.from[node] ?? 0);
    switch (type) {
      case HEADING: {
        const span = { from: store.from[node] ?? 0, to: store.to[node] ?? 0, rank: 0, limit, within: 0 };
        marks.push(
          new StoreMark(
            store,
            slugs,
            parent,
            span,
            headingText(store, node),
            store.pool[store.data[node] ?? 0] ?? 1,
            node,
          ),
        );
        break;
      }
      case PARAGRAPH: {
        const isNameOfItem =
          store.type[parent] === LIST_ITEM && store.child[parent] === node && marks.at(-1)?.from === store.from[parent];
        if (!isNameOfItem) paragraphLabels(store, lines, node, limit).forEach(add);
        break;
      }
      case LIST_ITEM: {
        const label = itemLabel(store, lines, node, store.child[parent] ?? 0);
        if (label) add(label);
        parents.push(node);
        rest.push(store.child[node] ?? 0);
        labels.push([]);
        break;
      }
      case LIST:
      case BLOCKQUOTE:
      case FOOTNOTE_DEFINITION:
        parents.push(node);
        rest.push(store.child[node] ?? 0);
        labels.push([]);
    }
  }
  return marks;
}

/** A thematic break or heading ends the labels before it. */
function endLabels(labels: StoreMark[], before: number): void {
  for (const label of labels) label.limit = before;
  labels.length = 0;
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
  readonly heading: string;
  readonly depth: number;
  readonly #store: Store;
  readonly #slugs: Slugs;
  readonly #within: number;
  readonly #node: number;

  constructor(
    store: Store,
    slugs: Slugs,
    scope: number,
    label: Omit<Label, 'text'>,
    heading: string,
    depth: number,
    node = 0,
  ) {
    this.from = label.from;
    this.to = label.to;
    this.rank = label.rank;
    this.limit = label.limit;
    this.scope = scope;
    this.heading = heading;
    this.depth = depth;
    this.#store = store;
    this.#slugs = slugs;
    this.#within = label.within;
    this.#node = node;
  }

  get slug(): string {
    return this.#slugs.of(this);
  }

  get container(): Container | List {
    return new TreeNode(this.#store, this.scope) as unknown as Container | List;
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

/** A heading's slug is GitHub's, so a label never takes one that a later heading has. */
class Slugs {
  readonly #marks: readonly StoreMark[];
  #slugs: Map<StoreMark, string> | undefined;

  constructor(marks: readonly StoreMark[]) {
    this.#marks = marks;
  }

  of(mark: StoreMark): string {
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
