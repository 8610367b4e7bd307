/** Days as notes write them. */

/** Formats the local date as `YYYY-MM-DD`. @param now milliseconds since 1970 */
export function formatDate(now: number): string {
  const day = new Date(now);
  const pad = (number: number) => String(number).padStart(2, '0');
  return `${day.getFullYear()}-${pad(day.getMonth() + 1)}-${pad(day.getDate())}`;
}
