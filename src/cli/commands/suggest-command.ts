/** Finds the command that is meant by a word that is none. */
import { distance } from 'fastest-levenshtein';
import { sanitizeLine } from '../../core/escape.ts';
import { isStopWord } from '../../core/query/query-words.ts';
import { commands } from './index.ts';

/** Commands of other programs, and what does the same here. */
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

/** Commands of other programs that do not exist here, and why. */
const refusals: Readonly<Record<string, string>> = {
  delete: 'notes are only deleted by you, with a file manager or rm',
  rm: 'notes are only deleted by you, with a file manager or rm',
  import: 'readings reads Markdown files where they are, so there is nothing to import',
};

/** @returns a hint if the first word is close to a command, or means the same as one */
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
