import type { Library } from '../library.ts';

interface TagCount {
  readonly tag: string;
  readonly notes: number;
}

/** Counts the notes with each tag, the most common first. */
export function countTags(library: Library): TagCount[] {
  return mergeCases(library.countTags()).sort((a, b) => b.notes - a.notes || (a.tag < b.tag ? -1 : 1));
}

/** Adds up tags that differ only in case, under the most common form. */
function mergeCases(counts: ReadonlyMap<string, number>): TagCount[] {
  const forms = new Map<string, { tag: string; notes: number; most: number }>();
  for (const [tag, notes] of counts) {
    const key = tag.toLowerCase();
    const form = forms.get(key) ?? { tag, notes: 0, most: 0 };
    forms.set(key, form);
    form.notes += notes;
    if (notes > form.most || (notes === form.most && tag > form.tag)) Object.assign(form, { tag, most: notes });
  }
  return [...forms.values()].map(({ tag, notes }) => ({ tag, notes }));
}
