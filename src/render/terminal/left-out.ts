/**
 * Stands in, in the bundle, for what marked-terminal imports and is never called here: cli-highlight (with highlight.js and
 * yargs), node-emoji and cli-table3. rolldown.config.ts puts it in their place.
 */
export function highlight(code: string): string {
  return code;
}

export function get(): undefined {
  return undefined;
}

// biome-ignore lint/style/noDefaultExport: cli-table3 is imported by its default export.
export { highlight as default };
