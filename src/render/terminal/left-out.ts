/**
 * Stands in, in the bundle, for what marked-terminal imports and is never called here: cli-highlight (with highlight.js and
 * yargs) and node-emoji. rolldown.config.ts puts it in their place.
 */
export function highlight(code: string): string {
  return code;
}

export function get(): undefined {
  return undefined;
}
