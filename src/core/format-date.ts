/** Days as notes write them. */

/** Formats the local date as `YYYY-MM-DD`. @param now milliseconds since 1970 */
export function formatDate(now: number): string {
  const day = new Date(now);
  const pad = (number: number) => String(number).padStart(2, '0');
  return `${day.getFullYear()}-${pad(day.getMonth() + 1)}-${pad(day.getDate())}`;
}

/** Reports whether a text is a date in the form `YYYY-MM-DD` that the calendar has. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
