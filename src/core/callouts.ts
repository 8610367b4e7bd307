/**
 * Callouts: block quotes that are GitHub alerts or Obsidian callouts, and so the writer's own words. They begin with
 * `[!TYPE]` and an optional fold sign (`+` or `-`). https://help.obsidian.md/callouts
 */

const calloutMark = /^\[!([\w-]+)\][+-]?[ \t]*/;

/** Returns the type of a callout, in lower case, and the length of its mark; nothing for other text. */
export function parseCalloutMark(text: string): { readonly type: string; readonly length: number } | undefined {
  const match = calloutMark.exec(text);
  return match ? { type: (match[1] ?? '').toLowerCase(), length: match[0].length } : undefined;
}

/** Removes the mark of a callout from the start of a text. */
export function stripCalloutMark(text: string): string {
  return text.slice(parseCalloutMark(text)?.length ?? 0).trimStart();
}

/** Whether a callout of a type is a quotation: the source's words after all. */
export function isQuoteCallout(type: string): boolean {
  return type === 'quote' || type === 'cite';
}
