/** Dates as people give them on the command line: written out, as words, or as spans of time. */
import { formatDate, isCalendarDate } from '../format-date.ts';

/** Reads a number of days, weeks, months or years (`30d`, `2w`, `6m`, `1y`). @returns days */
function parseSpan(text: string): number | undefined {
  const span = /^(\d{1,5})([dwmy])$/.exec(text);
  return span ? Number(span[1]) * { d: 1, w: 7, m: 30, y: 365 }[span[2] as 'd' | 'w' | 'm' | 'y'] : undefined;
}

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/**
 * Reads a date, a time span before now, or a word for a day in the past. A word means the start of that day.
 * @param now milliseconds since 1970
 * @returns milliseconds since 1970
 */
export function parseDate(text: string, now: number): number | undefined {
  const span = parseSpan(text);
  if (span !== undefined) return now - span * 86_400_000;
  const words = text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
  const midnight = new Date(now);
  midnight.setHours(0, 0, 0, 0);
  const goBack = (days: number) => midnight.setDate(midnight.getDate() - days);
  const today = midnight.getDay();
  const weekday = weekdays.indexOf(words.replace(/^last /, ''));
  if (weekday >= 0) {
    const days = (today - weekday + 7) % 7;
    return goBack(days === 0 && words.startsWith('last ') ? 7 : days);
  }
  switch (words) {
    case 'today':
      return midnight.getTime();
    case 'yesterday':
      return goBack(1);
    case 'this week':
      return goBack((today + 6) % 7);
    case 'last week':
      return goBack(((today + 6) % 7) + 7);
    case 'this month':
      return midnight.setDate(1);
    case 'last month':
      return midnight.setMonth(midnight.getMonth() - 1, 1);
  }
  return isCalendarDate(text) ? Date.parse(text) : undefined;
}

export const daysAhead: ReadonlyMap<string, number> = new Map([
  ['overdue', -1],
  ['today', 0],
  ['tomorrow', 1],
  ['week', 7],
  ['month', 30],
]);

/**
 * Reads a date, or a word or time span after today.
 * @param now milliseconds since 1970
 * @returns `YYYY-MM-DD`
 */
export function parseDay(text: string, now: number): string | undefined {
  if (isCalendarDate(text)) return text;
  const days = daysAhead.get(text.toLowerCase()) ?? parseSpan(text);
  if (days === undefined) return undefined;
  const date = new Date(now);
  return formatDate(date.setDate(date.getDate() + days));
}
