/** What else stands under a heading: code, tables, tasks. */
import type { CodePiece, Note, TablePiece, TaskPiece } from './note.ts';
import { sectionAt } from './note.ts';
import type { Node } from './tree.ts';
import { plainText, walk } from './tree.ts';

/** @returns the code blocks of a note, in document order */
export function codeOf(note: Note): CodePiece[] {
  return piecesOf(note, (node, at) => {
    if (node.type !== 'code') return undefined;
    const info = [node.lang, node.meta].filter((part) => part !== undefined).join(' ');
    // Pandoc's attributes, and those of R Markdown: `{.bash .numberLines}`, `{python}`.
    const language = /^(?:\{\s*\.?|\.)([^\s},]+)/.exec(info)?.[1] ?? node.lang ?? '';
    return {
      ...at,
      endLine: note.lines.at(Math.max(node.from, node.to - 1)),
      language,
      info,
      text: node.value,
    };
  });
}

/** @returns the tables of a note, in document order */
export function tablesOf(note: Note): TablePiece[] {
  return piecesOf(note, (node, at) => {
    if (node.type !== 'table') return undefined;
    const [head = [], ...rows] = node.children.map((row) => row.children.map((cell) => plainText(cell)));
    // GFM §4.10: missing cells are empty, and those beyond the head are none.
    return { ...at, head, rows: rows.map((row) => head.map((_, column) => row[column] ?? '')), align: node.align };
  });
}

/** @returns the tasks of a note, in document order */
export function tasksOf(note: Note): TaskPiece[] {
  return piecesOf(note, (node, at) => {
    if (node.type !== 'listItem' || node.checked === undefined) return undefined;
    const [first] = node.children;
    // An item that names what its children are is itself a task, and no heading of tasks.
    let { section } = at;
    while (section?.container.type === 'list') section = section.parent;
    const words = first?.type === 'list' ? undefined : first;
    return { ...at, section, text: words ? plainText(words) : '', words, done: node.checked };
  });
}

type Place = Pick<CodePiece, 'note' | 'section' | 'line' | 'from' | 'to'>;

function piecesOf<Piece>(note: Note, make: (node: Node, at: Place) => Piece | undefined): Piece[] {
  const pieces: Piece[] = [];
  walk(note.tree, (node) => {
    if (node.type === 'paragraph' || node.type === 'heading') return false;
    if (node.type !== 'code' && node.type !== 'table' && node.type !== 'listItem') return true;
    const { from, to } = node;
    const piece = make(node, { note, section: sectionAt(note.sections, from), line: note.lines.at(from), from, to });
    if (piece) pieces.push(piece);
    return node.type === 'listItem';
  });
  return pieces;
}

/** Names of one language, by which code is asked for. */
const languageNames: readonly (readonly string[])[] = [
  ['sh', 'bash', 'zsh', 'shell', 'shell-script'],
  ['console', 'shell-session', 'sh-session', 'shellsession'],
  ['python', 'py', 'python3'],
  ['javascript', 'js', 'jsx', 'mjs', 'cjs', 'node'],
  ['typescript', 'ts', 'tsx', 'mts', 'cts'],
  ['powershell', 'ps1', 'pwsh', 'posh'],
  ['c++', 'cpp', 'cxx', 'hpp'],
  ['c#', 'csharp', 'cs'],
  ['go', 'golang'],
  ['rust', 'rs'],
  ['ruby', 'rb'],
  ['kotlin', 'kt'],
  ['yaml', 'yml'],
  ['markdown', 'md'],
  ['html', 'htm'],
  ['json', 'jsonc', 'json5'],
  ['dockerfile', 'docker'],
  ['makefile', 'make', 'mk'],
  ['haskell', 'hs'],
  ['tex', 'latex'],
];

/** Whether two names mean the same language: `py` and `Python`. */
export function isLanguage(name: string, wanted: string): boolean {
  const [one, other] = [name.toLowerCase(), wanted.toLowerCase()];
  return one === other || languageNames.some((names) => names.includes(one) && names.includes(other));
}
