import { defineCommand } from '../command-line/command.ts';

export const tags = defineCommand({
  name: 'tags',
  group: 'Find',
  summary: 'List the tags in front matter and text, and how many notes have each.',
  operands: [],
  options: [],
  examples: ['tags', 'tags --json'],
  answer: 'tags',
  run: async (io, { options }) => {
    const { printAnswer } = await import('../answering/ask.ts');
    return printAnswer(io, 'tags', options, { query: undefined, takes: 'none' }, ({ library }) =>
      mergeCases(library.countTags()).sort((a, b) => b.notes - a.notes || (a.tag < b.tag ? -1 : 1)),
    );
  },
});

/** Adds up tags that differ only in case, under the most common form. */
function mergeCases(counts: ReadonlyMap<string, number>): { readonly tag: string; readonly notes: number }[] {
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
