import { describe, expect, test } from 'vitest';
import { handMovesFor, movesFor, statusesOf } from '../../app/domain/orders/rules';
import { type CalendarVisit, calendarFile } from '../../app/domain/partners/ics';
import { parseGoods } from '../../app/domain/partners/new-onsite-schema';
import { goodsText, mondayOf, stepsFor, takesStep, weekOf } from '../../app/domain/partners/rules';
import { appointmentSchema, executedSchema, failedSchema } from '../../app/domain/partners/step-schema';
import fc from '../support/fast-check';

const VISIT: CalendarVisit = {
  uid: 'onsite-ro-2026-780001@portal.test',
  sequence: 3,
  cancelled: false,
  stamp: new Date('2026-11-22T08:00:00.123Z'),
  startsAt: new Date('2026-12-01T08:00:00Z'),
  endsAt: new Date('2026-12-01T10:00:00Z'),
  summary: 'Visit',
  description: '',
  location: 'Seestrasse 9, 8800 Thalwil, CH',
  organizer: { name: 'Alpenfix', email: 'service@operator.test' },
  attendees: [{ name: 'Petra "P" Muster', email: 'petra@site.test' }],
  locale: 'en',
};

/** The content lines of a file, unfolded (RFC 5545, 3.1). */
const linesOf = (file: string) => file.replaceAll('\r\n ', '').split('\r\n');
const unescaped = (value: string) =>
  value.replace(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));

describe('calendar files', () => {
  test('say what a visit is, as RFC 5545 writes it', () => {
    const file = calendarFile(VISIT);
    expect(linesOf(file)).toEqual(
      expect.arrayContaining([
        'METHOD:REQUEST',
        'SEQUENCE:3',
        'DTSTAMP:20261122T080000Z',
        'DTSTART:20261201T080000Z',
        'DTEND:20261201T100000Z',
        'LOCATION:Seestrasse 9\\, 8800 Thalwil\\, CH',
        'ATTENDEE;CN="Petra  P  Muster";ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED:mailto:petra@site.test',
      ]),
    );
    const off = linesOf(calendarFile({ ...VISIT, cancelled: true }));
    expect(off).toEqual(expect.arrayContaining(['METHOD:CANCEL', 'STATUS:CANCELLED']));
  });

  test('keep any text whole in lines of 75 octets that end with CRLF', () => {
    const anything = fc
      .string({ unit: 'grapheme', maxLength: 300 })
      .map((text) => text.replace(/[\p{Cc}\p{Cs}]/gu, ''));
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 3 }), (parts) => {
        const description = `x${parts.join('\n')}`;
        const file = calendarFile({ ...VISIT, description });
        for (const line of file.split('\r\n')) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/[\r\n]/);
        }
        const line = linesOf(file).find((one) => one.startsWith('DESCRIPTION')) ?? '';
        expect(unescaped(line.slice(line.indexOf(':') + 1))).toBe(description);
      }),
    );
  });
});

test('weeks are those of ISO 8601', () => {
  for (const [week, monday] of [
    ['2026-W48', '2026-11-23'],
    ['2026-W01', '2025-12-29'],
    ['2026-W53', '2026-12-28'],
    ['2020-W53', '2020-12-28'],
  ] as const) {
    expect(mondayOf(week)?.toISOString().slice(0, 10)).toBe(monday);
    for (let day = 0; day < 7; day++)
      expect(weekOf(new Date(Date.parse(monday) + day * 86_400_000))).toBe(week);
  }
  for (const none of ['2026-W00', '2026-W54', '2025-W53', '2026-48', '', '2026-W4x'])
    expect(mondayOf(none)).toBeNull();
});

test('goods are typed one a line and read as one line', () => {
  expect(parseGoods('2 x Washing machine\n\n Dryer \n3×Tap')).toEqual([
    { quantity: 2, description: 'Washing machine' },
    { quantity: 1, description: 'Dryer' },
    { quantity: 1, description: '3×Tap' },
  ]);
  expect(parseGoods('1000 x Tap')).toBeNull();
  expect(
    goodsText([
      { quantity: 2, description: 'Tap' },
      { quantity: 1, description: 'Sink' },
    ]),
  ).toBe('2 × Tap, Sink');
  expect(goodsText([{ quantity: 1, description: 'x'.repeat(300) }])).toHaveLength(200);
});

test('each step can be taken where the table of section 4 has a move, and by nobody else', () => {
  for (const status of statusesOf('onsite')) {
    for (const role of ['customer', 'reseller', 'technician'] as const)
      expect(stepsFor(role, status, true)).toEqual([]);
    for (const role of ['partner', 'administrator'] as const) {
      expect(stepsFor(role, status, true).length > 0).toBe(movesFor('onsite', status, role).length > 0);
      for (const step of stepsFor(role, status, true)) expect(takesStep(step, status)).toBe(true);
      // What a status alone cannot say is not asked for by a status alone.
      expect(handMovesFor('onsite', status, role)).toEqual([]);
    }
  }
  expect(stepsFor('administrator', 'check_requirements', false)).toEqual(['onsite']);
});

test('forms of the steps ask for what belongs to them', () => {
  const visit = { day: '2026-12-01', from: '09:00', until: '11:00' };
  expect(appointmentSchema.safeParse(visit).success).toBe(true);
  for (const wrong of [
    { until: '09:00' },
    { from: '9:00' },
    { from: '24:00' },
    { day: '2026-02-30' },
    { day: '' },
  ])
    expect(appointmentSchema.safeParse({ ...visit, ...wrong }).success).toBe(false);
  expect(failedSchema.safeParse({ failure: 'other' }).success).toBe(false);
  expect(failedSchema.safeParse({ failure: 'customer_absent' }).success).toBe(true);
  const done = { work: 'Mounted.', signedBy: 'Petra' };
  expect(executedSchema.safeParse(done).success).toBe(true);
  for (const signature of ['data:image/svg+xml;base64,AAAA', 'javascript:1', 'data:image/png;base64,<svg>'])
    expect(executedSchema.safeParse({ ...done, signature }).success).toBe(false);
});
