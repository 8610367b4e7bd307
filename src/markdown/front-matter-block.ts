/** Finds the block of front matter. Its content is read by `front-matter.ts`, which loads the parsers. */

export interface FrontMatterBlock {
  readonly kind: 'yaml' | 'toml';
  readonly value: string;
  /** Offsets of the text between the fences, without its last line end. */
  readonly valueFrom: number;
  readonly valueTo: number;
  /** End of the closing fence, without its line end. */
  readonly to: number;
}

/**
 * Finds the block at the head of a source between two lines of `---` (YAML) or `+++` (TOML).
 * Fences are those of micromark-extension-frontmatter: only spaces and tabs may follow them. `...` also ends YAML.
 */
export function findFrontMatterBlock(source: string): FrontMatterBlock | undefined {
  const fence = source.startsWith('---') ? '---' : source.startsWith('+++') ? '+++' : undefined;
  if (!fence) return undefined;
  const lineEnd = /\r\n|\n|\r/g;
  const isFence = (line: string) => line.startsWith(fence) && /^[ \t]*$/.test(line.slice(3));
  // The end of a YAML document (YAML 1.2.2 §9.1.2)
  const isEnd = (line: string) => isFence(line) || (fence === '---' && /^\.\.\.[ \t]*$/.test(line));
  let from = 0;
  let previousLineEnd = 0;
  let start: number | undefined;
  for (;;) {
    const end = lineEnd.exec(source);
    const line = source.slice(from, end?.index ?? source.length);
    if (start === undefined) {
      if (!isFence(line) || !end) return undefined;
      start = lineEnd.lastIndex;
    } else if (isEnd(line)) {
      const valueTo = Math.max(start, previousLineEnd);
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
    previousLineEnd = end.index;
    from = lineEnd.lastIndex;
  }
}
