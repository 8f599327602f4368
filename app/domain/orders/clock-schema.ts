import { z } from 'zod';
import { line } from '../companies/schema';
import { DEFAULT_TARGETS, type Target } from './clock-rules';

/** Forms of the working-day clock. Messages are keys of the namespace `errors`. */

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
type Weekday = (typeof WEEKDAYS)[number];

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const CLOSURE_DAYS_MAX = 92;
const OPEN_MINUTES_MIN = 60;

/** A time of the day, also as `8`, `800`, `8.00` or `8:00`. */
const time = line(10)
  .transform((value) => {
    const [, hours = '', minutes = '00'] = /^(\d{1,2})(?:[:.h ]?(\d\d))?$/.exec(value) ?? [];
    return hours ? `${hours.padStart(2, '0')}:${minutes}` : value;
  })
  .refine((value) => value === '' || TIME.test(value), 'not_a_time');
const day = line(10).refine((value) => value === '' || isDay(value), 'not_a_day');

function isDay(text: string): boolean {
  if (!/^20\d\d-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

const minutesOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

const times = Object.fromEntries(
  WEEKDAYS.flatMap((weekday) => [
    [`opens${weekday}`, time],
    [`closes${weekday}`, time],
  ]),
) as Record<`opens${Weekday}` | `closes${Weekday}`, typeof time>;

/** When a location is open, its holiday region, and days on which it is closed: some to take away, a period to add. */
export const locationHoursSchema = z
  .object({
    ...times,
    region: line(10),
    remove: z.array(day).max(1000).default([]),
    closureFrom: day,
    closureUntil: day,
    closureName: line(100),
  })
  .superRefine((form, context) => {
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    for (const weekday of WEEKDAYS) {
      const [opens, closes] = [form[`opens${weekday}`], form[`closes${weekday}`]];
      if ((opens === '') !== (closes === ''))
        wrong(opens === '' ? `opens${weekday}` : `closes${weekday}`, 'required');
      else if (opens !== '' && minutesOf(closes) - minutesOf(opens) < OPEN_MINUTES_MIN)
        wrong(`closes${weekday}`, 'open_too_short');
    }
    if (WEEKDAYS.every((weekday) => form[`opens${weekday}`] === '')) wrong('opens1', 'never_open');
    const days = daysOf(form.closureFrom, form.closureUntil || form.closureFrom).length;
    if (form.closureFrom === '' && (form.closureUntil || form.closureName)) wrong('closureFrom', 'required');
    else if (form.closureFrom !== '' && days === 0) wrong('closureUntil', 'closure_ends_before');
    else if (days > CLOSURE_DAYS_MAX) wrong('closureUntil', `closure_too_long?max=${CLOSURE_DAYS_MAX}`);
  })
  .transform((form) => ({
    region: form.region || null,
    hours: WEEKDAYS.flatMap((weekday) => {
      const [opensAt, closesAt] = [form[`opens${weekday}`], form[`closes${weekday}`]];
      return opensAt === '' ? [] : [{ weekday, opensAt, closesAt }];
    }),
    remove: form.remove.filter((one) => one !== ''),
    add: daysOf(form.closureFrom, form.closureUntil || form.closureFrom),
    name: form.closureName,
  }));

export type LocationHoursForm = z.output<typeof locationHoursSchema>;

/** The days from one to another, both included; none when one is missing or the second is the earlier. */
function daysOf(from: string, until: string): string[] {
  const [first, last] = [Date.parse(`${from}T00:00:00Z`), Date.parse(`${until}T00:00:00Z`)];
  if (Number.isNaN(first) || Number.isNaN(last) || last < first) return [];
  const count = Math.min((last - first) / 86_400_000, CLOSURE_DAYS_MAX) + 1;
  return Array.from({ length: count }, (_, index) =>
    new Date(first + index * 86_400_000).toISOString().slice(0, 10),
  );
}

export const UNITS = ['days', 'hours'] as const;
/** The most that a target may be, in its unit. */
const MOST = { days: 250, hours: 2000 };

/** The name of a target's field in a form; its unit is in the field of the same name with `-unit`. */
export const targetField = (key: string) => key.replace('.', '-');

const KEYS = [...DEFAULT_TARGETS.keys()];

/** A target of every status: a number (hours with a point or a comma) and its unit; empty for the usual one. */
export const targetsSchema = z
  .object(
    Object.fromEntries(
      KEYS.flatMap((key) => [
        [targetField(key), line(10)],
        [`${targetField(key)}-unit`, line(10)],
      ]),
    ),
  )
  .superRefine((form, context) => {
    for (const key of KEYS) {
      const error = targetError(form, key);
      if (error) context.addIssue({ code: 'custom', path: [targetField(key)], message: error });
    }
  })
  .transform((form) => new Map(KEYS.map((key) => [key, targetOf(form, key)])));

function read(form: Record<string, string>, key: string) {
  const text = (form[targetField(key)] ?? '').replace(',', '.');
  const unit = form[`${targetField(key)}-unit`] === 'hours' ? 'hours' : 'days';
  return { text, unit, value: Number(text) } as const;
}

function targetError(form: Record<string, string>, key: string): string | null {
  const { text, unit, value } = read(form, key);
  if (text === '') return null;
  const pattern = unit === 'days' ? /^\d{1,4}$/ : /^\d{1,4}(\.\d{1,2})?$/;
  if (!pattern.test(text)) return unit === 'days' ? 'whole_days' : 'not_hours';
  return value <= 0 || value > MOST[unit] ? `target_range?max=${MOST[unit]}` : null;
}

/** What a field says; null for the usual target. */
function targetOf(form: Record<string, string>, key: string): Target | null {
  const { text, unit, value } = read(form, key);
  if (text === '') return null;
  return unit === 'days' ? { days: value } : { minutes: Math.max(1, Math.round(value * 60)) };
}
