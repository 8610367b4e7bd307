/** The states of tasks by the character in their box, as Obsidian's themes and task plugins use them, and due dates. */
import { isCalendarDate } from './format-date.ts';

export const taskStates = ['open', 'done', 'cancelled', 'forwarded'] as const;
export type TaskState = (typeof taskStates)[number];

/** `[/]` is in progress, `[?]` a question, `[!]` important: all three are open. */
const statesByMark: Readonly<Record<string, TaskState>> = {
  x: 'done',
  X: 'done',
  '-': 'cancelled',
  '>': 'forwarded',
  '/': 'open',
  '?': 'open',
  '!': 'open',
};

/** Marks that make a list item a task although GFM §5.3 does not know them. */
export const extraTaskMarks = '/->?!';

/** Returns the state of a task. @param mark the character between its brackets */
export function getTaskState(mark: string): TaskState {
  return statesByMark[mark] ?? 'open';
}

/** `📅 2026-11-30` (Obsidian Tasks), `due: 2026-11-30` (todo.txt), `[due:: 2026-11-30]` (Dataview), `@due(2026-11-30)`. */
const dueDate = /(?:📅\uFE0F?|(?<![\p{L}\p{N}_])(?:due::?|@due\())\s{0,3}(\d{4}-\d{2}-\d{2})(?!\d)/iu;

/** Returns the due date in the text of a task as `YYYY-MM-DD`, if it has one that exists in the calendar. */
export function findDueDate(text: string): string | undefined {
  const date = dueDate.exec(text)?.[1];
  return date !== undefined && isCalendarDate(date) ? date : undefined;
}
