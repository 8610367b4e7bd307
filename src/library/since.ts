/**
 * Reads the value of `--since`: a date, or a number of days, weeks, months or years before now (`30d 2w 6m 1y`).
 * @returns milliseconds since 1970, or nothing when it is neither
 */
export function parseSince(value: string, now: number): number | undefined {
  const span = /^(\d{1,5})([dwmy])$/.exec(value);
  if (span) {
    const days = { d: 1, w: 7, m: 30, y: 365 }[span[2] as 'd' | 'w' | 'm' | 'y'];
    return now - Number(span[1]) * days * 86_400_000;
  }
  const date = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : date;
}
