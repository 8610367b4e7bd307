/** What the help of a command ends with. */

/** @param lines command lines that work over the bundled notes */
export function examples(...lines: string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}\n`;
}
