/** What the keys of front matter say about a note. */

export interface FrontMatter {
  readonly title: string | undefined;
  readonly aliases: readonly string[];
  readonly tags: readonly string[];
  /** Milliseconds since 1970. */
  readonly date: number | undefined;
}

/** Keys that are not known are left alone. */
export function frontMatterIn(mapping: object): FrontMatter {
  return {
    title: textOf(field(mapping, 'title')),
    aliases: textsOf(field(mapping, 'aliases') ?? field(mapping, 'alias'), /,/),
    tags: textsOf(field(mapping, 'tags') ?? field(mapping, 'tag'), /[,\s]+/).map((tag) => tag.replace(/^#/, '')),
    date: dateOf(field(mapping, 'date')),
  };
}

/** A key in any case, so that `Tags:` counts. */
function field(mapping: object, name: string): unknown {
  for (const [key, value] of Object.entries(mapping)) if (key.toLowerCase() === name) return value;
  return undefined;
}

function textOf(value: unknown): string | undefined {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).replace(/\s+/g, ' ').trim() : '';
  return text || undefined;
}

function textsOf(value: unknown, separator: RegExp): string[] {
  const values: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(separator) : [value];
  return values.map(textOf).filter((text) => text !== undefined);
}

function dateOf(value: unknown): number | undefined {
  const time = value instanceof Date ? value.getTime() : typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}
