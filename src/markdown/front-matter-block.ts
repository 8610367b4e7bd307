/** Where front matter is; what it says is `front-matter.ts`, which loads parsers. */

export interface FrontMatterBlock {
  readonly kind: 'yaml' | 'toml';
  readonly value: string;
  /** Offsets of what stands between the fences, its last line end left out. */
  readonly valueFrom: number;
  readonly valueTo: number;
  /** Where the closing fence ends, its line end left out. */
  readonly to: number;
}

/**
 * The block at the head of a source between two lines of `---` (YAML) or `+++` (TOML), if there is one.
 * The fences are those of micromark-extension-frontmatter: nothing but spaces and tabs after them.
 */
export function frontMatterBlock(source: string): FrontMatterBlock | undefined {
  const fence = source.startsWith('---') ? '---' : source.startsWith('+++') ? '+++' : undefined;
  if (!fence) return undefined;
  const lineEnd = /\r\n|\n|\r/g;
  const isFence = (line: string) => line.startsWith(fence) && /^[ \t]*$/.test(line.slice(3));
  let from = 0;
  let before = 0;
  let start: number | undefined;
  for (;;) {
    const end = lineEnd.exec(source);
    const line = source.slice(from, end?.index ?? source.length);
    if (start === undefined) {
      if (!isFence(line) || !end) return undefined;
      start = lineEnd.lastIndex;
    } else if (isFence(line)) {
      const valueTo = Math.max(start, before);
      const to = end?.index ?? source.length;
      return {
        kind: fence === '---' ? 'yaml' : 'toml',
        value: source.slice(start, from),
        valueFrom: start,
        valueTo,
        to,
      };
    }
    if (!end) return undefined;
    before = end.index;
    from = lineEnd.lastIndex;
  }
}
