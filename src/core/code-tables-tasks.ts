import { readHtmlStructure } from './html-structure.ts';
import type { CodeBlock, Note, TableBlock, Task } from './note.ts';
import { findSectionAt } from './note.ts';
import { findDueDate, getTaskState } from './task-states.ts';
import type { Block, Node } from './tree.ts';
import { getPlainText, getTableRows, walk } from './tree.ts';

export function findCodeBlocks(note: Note): CodeBlock[] {
  return findBlocks(note, (node, location) => {
    if (node.type !== 'code') return undefined;
    const info = [node.lang, node.meta].filter((part) => part !== undefined).join(' ');
    // Attributes of Pandoc and R Markdown: `{.bash .numberLines}`, `{python}`.
    const language = /^(?:\{\s*\.?|\.)([^\s},]+)/.exec(info)?.[1] ?? node.lang ?? '';
    return {
      ...location,
      endLine: note.lines.lineAt(Math.max(node.from, node.to - 1)),
      language,
      info,
      text: node.value,
    };
  });
}

export function findTables(note: Note): TableBlock[] {
  return findBlocks(note, (node, location) => {
    if (node.type !== 'table') return undefined;
    // GFM §4.10: missing cells are empty, and excess cells are ignored.
    const [head = [], ...rows] = getTableRows(node).map((row) => row.map((cell) => (cell ? getPlainText(cell) : '')));
    return { ...location, head, rows: rows.map((row) => row.slice(0, head.length)), align: node.align };
  });
}

export function findTasks(note: Note): Task[] {
  return findBlocks(note, (node, location) => {
    if (node.type !== 'listItem' || node.mark === undefined) return undefined;
    const [first] = node.children;
    // If a task is also a label, its subtasks belong to the parent section, not to the task.
    let { section } = location;
    while (section?.container.type === 'list') section = section.parent;
    const textBlock = first?.type === 'list' ? undefined : first;
    const text = textBlock ? getPlainText(textBlock) : '';
    const [state, due] = [getTaskState(node.mark), textBlock && findDueDate(getTextWithoutCode(textBlock))];
    return { ...location, section, text, textSpan: textBlock, mark: node.mark, state, due };
  });
}

/** Returns the text of a block with spaces in place of code, which may contain an example of a date. */
function getTextWithoutCode(block: Block): string {
  let text = '';
  walk(block, (node) => {
    if (node.type === 'text') text += node.value;
    else if (node.type === 'inlineCode' || node.type === 'code' || node.type === 'break') text += ' ';
  });
  return text;
}

type BlockLocation = Pick<CodeBlock, 'note' | 'section' | 'line' | 'from' | 'to'>;

function findBlocks<Found>(note: Note, toBlock: (node: Node, location: BlockLocation) => Found | undefined): Found[] {
  const blocks: Found[] = [];
  const visit = (node: Node): boolean => {
    if (node.type === 'paragraph' || node.type === 'heading') return false;
    if (node.type === 'html')
      for (const block of readHtmlStructure(node) ?? []) if (block.type === 'table') visit(block);
    if (node.type !== 'code' && node.type !== 'table' && node.type !== 'listItem') return true;
    const { from, to } = node;
    const block = toBlock(node, {
      note,
      section: findSectionAt(note.sections, from),
      line: note.lines.lineAt(from),
      from,
      to,
    });
    if (block) blocks.push(block);
    return node.type === 'listItem';
  };
  walk(note.tree, visit);
  return blocks;
}

/** Aliases of languages, one group per language. */
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

export function isSameLanguage(name: string, requestedName: string): boolean {
  const [lowerName, lowerRequested] = [name.toLowerCase(), requestedName.toLowerCase()];
  return (
    lowerName === lowerRequested ||
    languageNames.some((names) => names.includes(lowerName) && names.includes(lowerRequested))
  );
}
