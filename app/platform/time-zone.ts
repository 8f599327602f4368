const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds by which local time is ahead of UTC at an instant. */
export function offset(instant: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      ...{
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      },
    });
    formats.set(timeZone, format);
  }
  const part = Object.fromEntries(
    format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

/** The local date of an instant, as the number of days since 1970-01-01. */
export function localDay(instant: number, timeZone: string): number {
  return Math.floor((instant + offset(instant, timeZone)) / DAY_MS);
}

/**
 * The first instant at which local clocks show a wall time or later: of a repeated hour the first, of a skipped one the
 * moment at which it is skipped.
 * @param wall the wall time as if it were UTC, in milliseconds
 */
export function firstInstantAt(wall: number, timeZone: string): number {
  const candidates = [wall - DAY_MS, wall + DAY_MS].map((near) => wall - offset(near, timeZone));
  const exact = candidates.filter((instant) => instant + offset(instant, timeZone) === wall);
  if (exact.length > 0) return Math.min(...exact);
  let before = Math.min(...candidates);
  let after = Math.max(...candidates);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (middle + offset(middle, timeZone) >= wall) after = middle;
    else before = middle;
  }
  return after;
}
