export interface FrontMatter {
  readonly title: string | undefined;
  readonly aliases: readonly string[];
  readonly tags: readonly string[];
  /** Milliseconds since 1970. */
  readonly date: number | undefined;
  /** A date that may be read in two ways, as written: `04/03/2024`. */
  readonly ambiguousDate?: string;
}

/** Reads the fields of a mapping. Unknown keys are ignored. */
export function readFrontMatterFields(mapping: object): FrontMatter {
  return {
    title: toText(findField(mapping, 'title')),
    aliases: toTexts(findField(mapping, 'aliases') ?? findField(mapping, 'alias'), /,/),
    tags: toTexts(findField(mapping, 'tags') ?? findField(mapping, 'tag'), /[,\s]+/).map((tag) =>
      tag.replace(/^#/, ''),
    ),
    ...readDate(findField(mapping, 'date')),
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

/** Reads ISO dates, dates that JavaScript knows, and days before months: `31.1.2024`, `31/1/2024`. */
function readDate(value: unknown): Pick<FrontMatter, 'date' | 'ambiguousDate'> {
  if (value instanceof Date) return { date: toValidTime(value.getTime()) };
  if (typeof value !== 'string') return { date: undefined };
  const [, first = '', separator, second = '', year = ''] =
    /^\s*(\d{1,2})([./-])(\d{1,2})\2(\d{4})\s*$/.exec(value) ?? [];
  if (separator === undefined) return { date: toValidTime(Date.parse(value)) };
  const [a, b] = [Number(first), Number(second)];
  if (separator !== '.' && a <= 12 && b <= 12 && a !== b) return { date: undefined, ambiguousDate: value.trim() };
  const [day, month] = separator === '.' || a > 12 ? [a, b] : [b, a];
  const time = Date.UTC(Number(year), month - 1, day);
  const isReal = month >= 1 && month <= 12 && new Date(time).getUTCDate() === day;
  return { date: isReal ? time : undefined };
}

function toValidTime(time: number): number | undefined {
  return Number.isNaN(time) ? undefined : time;
}
