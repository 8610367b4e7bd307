/** The file that a configuration begins with: every key, with what it means, as a comment. */
import type { Place } from './keys.ts';
import { keysOf } from './keys.ts';

/** @returns TOML that says nothing yet: tables stand at its end, where TOML wants them */
export function templateOf(place: Place): string {
  const isTable = (example: string) => example.startsWith('[');
  const ordered = keysOf(place).toSorted((a, b) => Number(isTable(a.example)) - Number(isTable(b.example)));
  const parts = ordered.map(({ description, fallback, example, before }) => {
    const comment = [
      `${description.charAt(0).toUpperCase()}${description.slice(1)}.`,
      ...(before ? [`Overridden by: ${before.join(', ')}.`] : []),
      `Default: ${fallback}.`,
    ];
    return `${comment.map((line) => `## ${line}\n`).join('')}${example.replace(/^/gm, '# ')}\n`;
  });
  return parts.join('\n');
}
