type Hours = { weekday: number; opens: string; closes: string };

/** Any Monday. */
const MONDAY = Date.UTC(2024, 0, 1);

/** The name of an ISO weekday in a language. */
export function weekdayName(weekday: number, locale: string, length: 'long' | 'short'): string {
  const day = new Date(MONDAY + (weekday - 1) * 86_400_000);
  return new Intl.DateTimeFormat(locale, { weekday: length, timeZone: 'UTC' }).format(day).replace(/\.$/, '');
}

/** Opening hours in a line: *Mon–Fri 08:00–17:00, Sat 09:00–12:00*. */
export function hoursText(hours: readonly Hours[], locale: string): string {
  const runs: (Hours & { until: number })[] = [];
  for (const one of hours.toSorted((a, b) => a.weekday - b.weekday)) {
    const last = runs.at(-1);
    if (last && last.until === one.weekday - 1 && last.opens === one.opens && last.closes === one.closes)
      last.until = one.weekday;
    else runs.push({ ...one, until: one.weekday });
  }
  const name = (weekday: number) => weekdayName(weekday, locale, 'short');
  return runs
    .map(({ weekday, until, opens, closes }) => {
      const days = until > weekday ? `${name(weekday)}–${name(until)}` : name(weekday);
      return `${days} ${opens}–${closes}`;
    })
    .join(', ');
}
