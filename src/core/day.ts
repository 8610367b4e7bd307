/** Days as notes write them. */

/** Returns the local day as year, month, day. @param now milliseconds since 1970 */
export function formatDay(now: number): string {
  const day = new Date(now);
  const pad = (number: number) => String(number).padStart(2, '0');
  return `${day.getFullYear()}-${pad(day.getMonth() + 1)}-${pad(day.getDate())}`;
}
