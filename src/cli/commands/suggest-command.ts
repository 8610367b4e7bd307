/** Suggests a command for a word that is not one. */
import { distance } from 'fastest-levenshtein';
import { sanitizeLine } from '../../core/escape.ts';
import { isStopWord } from '../../core/query/query-words.ts';
import { commands } from './index.ts';

/** Command names from other programs and their equivalents here. */
const synonyms: Readonly<Record<string, string>> = {
  ls: 'list',
  find: 'search',
  grep: 'search',
  view: 'show',
  cat: 'show',
  read: 'show',
  print: 'show',
  get: 'show',
  todo: 'tasks',
  todos: 'tasks',
  diff: 'compare',
  vs: 'compare',
};

/** Command names from other programs that have no equivalent here, with the reason. */
const refusals: Readonly<Record<string, string>> = {
  delete: 'readings never deletes notes; use a file manager or rm',
  rm: 'readings never deletes notes; use a file manager or rm',
  import: 'readings reads Markdown files where they are, so there is nothing to import',
};

/** Returns a hint if the first word is similar to a command, or is a command in other programs. */
export function suggestCommand([word = '', ...others]: readonly string[]): string | undefined {
  const name = sanitizeLine(word);
  const refusal = refusals[word];
  if (refusal !== undefined) return `There is no command "${name}": ${refusal}.`;
  const command = synonyms[word] ?? findNearest(word);
  if (command === undefined) return undefined;
  const line = ['readings', command, ...others.map(sanitizeLine)].join(' ');
  return `No command or section is called "${name}". Did you mean: ${line}`;
}

function findNearest(word: string): string | undefined {
  // A question begins with `how`, which is close to `show`.
  if (isStopWord(word)) return undefined;
  const maxEdits = word.length <= 5 ? 1 : 2;
  const names = commands.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
  const isSwap = (name: string) => [...name].sort().join('') === [...word].sort().join('');
  return names
    .filter(
      (name) => word.length > 2 && (distance(name, word) <= maxEdits || (isSwap(name) && distance(name, word) === 2)),
    )
    .sort((a, b) => distance(a, word) - distance(b, word))[0];
}
