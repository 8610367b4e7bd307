/**
 * Callouts: GitHub alerts and Obsidian callouts. They use block quote syntax but contain the note author's own words.
 * They begin with `[!TYPE]` and an optional fold sign (`+` or `-`). https://help.obsidian.md/callouts
 */

const calloutMark = /^\[!([\w-]+)\][+-]?[ \t]*/;

/** Parses the `[!TYPE]` marker: its type in lower case and its length. Returns undefined for other text. */
export function parseCalloutMark(text: string): { readonly type: string; readonly length: number } | undefined {
  const match = calloutMark.exec(text);
  return match ? { type: (match[1] ?? '').toLowerCase(), length: match[0].length } : undefined;
}

/** Removes the mark of a callout from the start of a text. */
export function stripCalloutMark(text: string): string {
  return text.slice(parseCalloutMark(text)?.length ?? 0).trimStart();
}

/** Reports whether a callout type marks a real quotation (`[!quote]`, `[!cite]`). */
export function isQuoteCallout(type: string): boolean {
  return type === 'quote' || type === 'cite';
}
