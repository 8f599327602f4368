const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const ZERO = 0x30;

/** Gives an instant, in milliseconds since 1970, in ASCII; the next one is written over it. */
export type TimeBytes = (instant: number) => Uint8Array;

/** UTC (ISO 8601, to the second) for machines, local time to the minute as spreadsheets read it for people. */
export function timeBytes(target: 'machine' | 'spreadsheet', timeZone: string): TimeBytes {
  const machine = target === 'machine';
  const ahead = machine ? () => 0 : offsets(timeZone);
  const bytes = Buffer.from(machine ? 'YYYY-MM-DDT00:00:00Z' : 'YYYY-MM-DD 00:00');
  const days = new Map<number, Uint8Array>();
  const twoDigits = (at: number, value: number) => {
    const ones = value % 10;
    bytes[at] = ZERO + (value - ones) / 10;
    bytes[at + 1] = ZERO + ones;
  };
  return (instant) => {
    const wall = instant + ahead(instant);
    const day = Math.floor(wall / DAY_MS);
    let date = days.get(day);
    if (date === undefined) {
      date = Buffer.from(new Date(day * DAY_MS).toISOString().slice(0, 10));
      days.set(day, date);
    }
    for (let index = 0; index < 10; index++) bytes[index] = date[index] as number;
    const rest = wall - day * DAY_MS;
    const minutes = Math.floor(rest / MINUTE_MS);
    twoDigits(11, Math.floor(minutes / 60));
    twoDigits(14, minutes % 60);
    if (machine) twoDigits(17, Math.floor((rest % MINUTE_MS) / 1000));
    return bytes;
  };
}

/** Milliseconds by which local time is ahead of UTC, measured once for a day on which it does not change. */
function offsets(timeZone: string): (instant: number) => number {
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const measure = (instant: number) => {
    const second = Math.floor(instant / 1000) * 1000;
    return Date.parse(`${local.format(second).replace(' ', 'T')}Z`) - second;
  };
  const days = new Map<number, number | null>();
  return (instant) => {
    const day = Math.floor(instant / DAY_MS);
    let ahead = days.get(day);
    if (ahead === undefined) {
      const first = measure(day * DAY_MS);
      ahead = first === measure((day + 1) * DAY_MS) ? first : null;
      days.set(day, ahead);
    }
    return ahead ?? measure(instant);
  };
}
