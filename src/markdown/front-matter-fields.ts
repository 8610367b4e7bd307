export interface FrontMatter {
  readonly title: string | undefined;
  readonly aliases: readonly string[];
  readonly tags: readonly string[];
  /** Milliseconds since 1970. */
  readonly date: number | undefined;
}

/** Reads the fields of a mapping. Unknown keys are ignored. */
export function readFrontMatterFields(mapping: object): FrontMatter {
  return {
    title: toText(findField(mapping, 'title')),
    aliases: toTexts(findField(mapping, 'aliases') ?? findField(mapping, 'alias'), /,/),
    tags: toTexts(findField(mapping, 'tags') ?? findField(mapping, 'tag'), /[,\s]+/).map((tag) =>
      tag.replace(/^#/, ''),
    ),
    date: toTimestamp(findField(mapping, 'date')),
  };
}

/** Returns the value of a key, ignoring case (`Tags:` works). */
function findField(mapping: object, name: string): unknown {
  for (const [key, value] of Object.entries(mapping)) if (key.toLowerCase() === name) return value;
  return undefined;
}

function toText(value: unknown): string | undefined {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).replace(/\s+/g, ' ').trim() : '';
  return text || undefined;
}

function toTexts(value: unknown, separator: RegExp): string[] {
  const values: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(separator) : [value];
  return values.map(toText).filter((text) => text !== undefined);
}

function toTimestamp(value: unknown): number | undefined {
  const time = value instanceof Date ? value.getTime() : typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}
