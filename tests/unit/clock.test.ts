import { describe, expect, test } from 'vitest';
import { type ClockPlace, clockOf } from '../../app/domain/orders/clock.server';
import { defaultTargets, targetKey } from '../../app/domain/orders/clock-rules';
import { locationHoursSchema, targetField, targetsSchema } from '../../app/domain/orders/clock-schema';
import { dueAt, type Promised, promiseAfter } from '../../app/domain/orders/due.server';
import { decodeQueueCursor, encodeQueueCursor } from '../../app/domain/orders/queue-cursor';
import { QUEUE_STATUSES } from '../../app/domain/orders/queue-rules';
import { KINDS, type Status, statusesOf, statusRule } from '../../app/domain/orders/rules';
import { hoursText } from '../../app/parts/opening-hours';

const zurich: ClockPlace = { country: 'CH', region: 'ZH', timeZone: 'Europe/Zurich', closesAt: '17:00' };
const clock = clockOf(zurich);
const at = (text: string) => new Date(`${text}:00+01:00`);
const none: Promised = { promisedAt: null, promiseMinutesLeft: null };

describe('the deadline of a status', () => {
  test('is as many usual days of the place later as its target says', () => {
    // Thursday 14:00; two days of nine hours are over on Monday.
    expect(dueAt('repair', 'diagnosing', at('2026-03-05T14:00'), clock)).toEqual(at('2026-03-09T14:00'));
    const saturdays = { ...zurich, hours: [{ weekday: 6, opensAt: '09:00', closesAt: '12:00' }] };
    expect(dueAt('repair', 'received', at('2026-03-05T14:00'), clockOf(saturdays))).toEqual(
      at('2026-03-07T12:00'),
    );
  });

  test('leaves out closures and counts the hours of the operator’s own target', () => {
    const closed = { ...zurich, closures: [{ day: new Date('2026-03-06T00:00:00Z') }] };
    const targets = new Map([['repair.received', { minutes: 240 }]]);
    expect(dueAt('repair', 'received', at('2026-03-05T15:00'), clockOf(closed, targets))).toEqual(
      at('2026-03-09T10:00'),
    );
  });

  test('is missing where nothing is expected, and where a place never opens', () => {
    expect(dueAt('repair', 'returned', at('2026-03-05T14:00'), clock)).toBeNull();
    const never = { ...clock, calendar: { ...clock.calendar, isClosed: () => true } };
    expect(dueAt('repair', 'received', at('2026-03-05T14:00'), never)).toBeNull();
  });

  test('every open status of both kinds has a target, and nothing else but the promise', () => {
    for (const kind of KINDS) {
      const open = statusesOf(kind).filter((status) => statusRule(kind, status).next !== null);
      const timed = defaultTargets(kind).map(([status]) => status);
      expect(timed.filter((one) => one !== 'promise')).toEqual(open.filter((status) => status !== 'draft'));
    }
  });
});

describe('the promise', () => {
  const steps = (...moves: [Status, string][]) =>
    moves.reduce((before, [to, time]) => promiseAfter(before, 'repair', to, at(time), clock), none);

  test('is given with the receipt and runs while the place works', () => {
    const promisedAt = at('2026-03-12T14:00');
    expect(steps(['in_transit', '2026-03-04T09:00'])).toEqual(none);
    expect(steps(['received', '2026-03-05T14:00'])).toEqual({ promisedAt, promiseMinutesLeft: null });
    expect(steps(['received', '2026-03-05T14:00'], ['awaiting_parts', '2026-03-09T08:00'])).toEqual({
      promisedAt,
      promiseMinutesLeft: null,
    });
  });

  test('stands while the customer is waited for, and goes on from what was left', () => {
    const paused = steps(['received', '2026-03-05T14:00'], ['awaiting_decision', '2026-03-06T14:00']);
    expect(paused).toEqual({ promisedAt: null, promiseMinutesLeft: 4 * 540 });
    expect(promiseAfter(paused, 'repair', 'in_repair', at('2026-03-23T10:00'), clock)).toEqual({
      promisedAt: at('2026-03-27T10:00'),
      promiseMinutesLeft: null,
    });
  });

  test('what was late when it stopped is as late when it goes on', () => {
    const late = steps(['received', '2026-03-05T14:00'], ['awaiting_decision', '2026-03-12T16:00']);
    expect(late).toEqual({ promisedAt: null, promiseMinutesLeft: -120 });
    const { promisedAt } = promiseAfter(late, 'repair', 'in_repair', at('2026-03-16T09:00'), clock);
    expect(promisedAt).toEqual(at('2026-03-13T16:00'));
  });

  test('is kept once the device is finished, and none of what happens on site', () => {
    const ready = steps(['received', '2026-03-05T14:00'], ['ready', '2026-03-06T14:00']);
    expect(ready).toEqual({ promisedAt: null, promiseMinutesLeft: 4 * 540 });
    expect(promiseAfter(ready, 'repair', 'returned', at('2026-03-09T14:00'), clock)).toEqual(ready);
    expect(promiseAfter(none, 'onsite', 'confirm_execution', at('2026-03-05T14:00'), clock)).toEqual(none);
  });
});

describe('the queue', () => {
  test('holds what the place or the operator has to do, or has in its hands', () => {
    expect(QUEUE_STATUSES).toEqual([
      ...[
        'in_transit',
        'received',
        'diagnosing',
        'awaiting_decision',
        'awaiting_parts',
        'in_repair',
        'ready',
      ],
      ...['requirements_met', 'under_review', 'to_activate'],
    ]);
  });

  test('a cursor comes back as it was; anything else is none', () => {
    const row = { id: 7, due: '2026-03-05T13:00:00.000Z', waiting: 'infinity' };
    expect(decodeQueueCursor(encodeQueueCursor(row, 'due'), 'due')).toEqual([row.due, 7]);
    expect(decodeQueueCursor(encodeQueueCursor(row, 'messages'), 'messages')).toEqual([
      'infinity',
      row.due,
      7,
    ]);
    expect(decodeQueueCursor(encodeQueueCursor(row, 'due'), 'messages')).toBeNull();
    const wrong = [['now', 7], ['2026-02-30T13:00:00.000Z', 7], [row.due, '7'], [row.due, 2 ** 40], {}, 'x'];
    for (const value of wrong) expect(decodeQueueCursor(btoa(JSON.stringify(value)), 'due')).toBeNull();
    for (const text of ['', 'é', '%%%', 'a'.repeat(300)]) expect(decodeQueueCursor(text, 'due')).toBeNull();
  });
});

describe('what administrators set up', () => {
  const week = Object.fromEntries(
    [1, 2, 3, 4, 5, 6, 7].flatMap((day) => [
      [`opens${day}`, day < 6 ? '8' : ''],
      [`closes${day}`, day < 6 ? '17.30' : ''],
    ]),
  );
  const errorsOf = (more: Record<string, string>) =>
    locationHoursSchema
      .safeParse({ ...week, ...more })
      .error?.issues.map(({ path, message }) => [path[0], message]);

  test('hours are read as people type them, closures as a period', () => {
    const form = {
      ...week,
      region: 'ZH',
      closureFrom: '2026-12-30',
      closureUntil: '2027-01-02',
      closureName: 'Ferien',
    };
    const read = locationHoursSchema.parse(form);
    expect(read.hours).toHaveLength(5);
    expect(read.hours[0]).toEqual({ weekday: 1, opensAt: '08:00', closesAt: '17:30' });
    expect(read.add).toEqual(['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02']);
    expect(locationHoursSchema.parse({ ...week, closureFrom: '2026-12-30' }).add).toEqual(['2026-12-30']);
  });

  test.each([
    [{ opens1: '25:00' }, 'opens1', 'not_a_time'],
    [{ closes1: '' }, 'closes1', 'required'],
    [{ closes2: '08:30' }, 'closes2', 'open_too_short'],
    [{ closureFrom: '2026-02-30' }, 'closureFrom', 'not_a_day'],
    [{ closureName: 'Ferien' }, 'closureFrom', 'required'],
    [{ closureFrom: '2026-12-30', closureUntil: '2026-12-29' }, 'closureUntil', 'closure_ends_before'],
    [{ closureFrom: '2026-01-01', closureUntil: '2026-12-29' }, 'closureUntil', 'closure_too_long?max=92'],
  ])('%j is refused', (more, field, message) => {
    expect(errorsOf(more)).toContainEqual([field, message]);
  });

  test('a week without an open day is refused', () => {
    const closed = Object.fromEntries(Object.keys(week).map((name) => [name, '']));
    expect(errorsOf(closed)).toContainEqual(['opens1', 'never_open']);
  });

  test('targets are days or hours, with a point or a comma', () => {
    const field = targetField(targetKey('repair', 'received'));
    const read = (value: string, unit: string) =>
      targetsSchema.safeParse({ [field]: value, [`${field}-unit`]: unit });
    expect(read('1,5', 'hours').data?.get('repair.received')).toEqual({ minutes: 90 });
    expect(read('3', 'days').data?.get('repair.received')).toEqual({ days: 3 });
    expect(read('', 'days').data?.get('repair.received')).toBeNull();
    for (const [value, unit] of [
      ['1.5', 'days'],
      ['0', 'hours'],
      ['-1', 'days'],
      ['999', 'days'],
      ['x', 'hours'],
    ] as const)
      expect([value, read(value, unit).success]).toEqual([value, false]);
  });

  test('a week reads as a line', () => {
    const open = (weekday: number, opens = '08:00', closes = '17:00') => ({ weekday, opens, closes });
    expect(hoursText([open(6, '09:00', '12:00'), open(1), open(2), open(4)], 'en-GB')).toBe(
      'Mon–Tue 08:00–17:00, Thu 08:00–17:00, Sat 09:00–12:00',
    );
    expect(hoursText([open(1), open(5)], 'de-CH')).toBe('Mo 08:00–17:00, Fr 08:00–17:00');
  });
});
