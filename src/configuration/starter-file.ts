import type { ConfigurationScope } from './keys.ts';
import { listKeys } from './keys.ts';

/** Returns TOML without active settings. Tables come last, because keys after a table header belong to the table. */
export function createTemplate(scope: ConfigurationScope): string {
  const isTable = (example: string) => example.startsWith('[');
  const ordered = listKeys(scope).toSorted((a, b) => Number(isTable(a.example)) - Number(isTable(b.example)));
  const parts = ordered.map(({ description, defaultValue, example, overriddenBy }) => {
    const comment = [
      `${description.charAt(0).toUpperCase()}${description.slice(1)}.`,
      ...(overriddenBy ? [`Overridden by: ${overriddenBy.join(', ')}.`] : []),
      `Default: ${defaultValue}.`,
    ];
    return `${comment.map((line) => `## ${line}\n`).join('')}${example.replace(/^/gm, '# ')}\n`;
  });
  return parts.join('\n');
}
