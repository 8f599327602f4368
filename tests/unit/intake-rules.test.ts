import { describe, expect, it } from 'vitest';
import { dayIn, historyMarks, monthsLater, runningWarranty, warrantyEnd } from '~/domain/orders/device-rules';
import { blockers, type Gate, gateStates } from '~/domain/orders/intake-rules';
import { hasChoice, toggleChoice } from '~/routes/intake/choices';
import fc from '../support/fast-check';

const gate = (id: number, more: Partial<Gate> = {}): Gate => ({
  id,
  labelEn: `gate ${id}`,
  labelDe: `Bedingung ${id}`,
  askedOf: 'technician',
  blocking: true,
  ...more,
});
const label = { en: '', de: '' };

describe('gates', () => {
  it.each([
    ['sender', true, null, true, 'sender'],
    ['sender', false, null, null, null],
    ['sender', true, false, false, 'technician'],
    ['both', true, null, null, null],
    ['both', false, true, true, 'technician'],
    ['technician', true, null, null, null],
  ] as const)('asked of %s, confirmed %s, found %s: %s', (askedOf, confirmed, found, met, by) => {
    const [state] = gateStates(
      [gate(1, { askedOf })],
      [{ gateId: 1, label: '', confirmed }],
      [{ gateId: 1, label, met: found }],
    );
    expect(state).toMatchObject({ met, by });
  });

  it('block while they are not met, and only those that block', () => {
    const gates = [gate(1), gate(2), gate(3), gate(4, { blocking: false })];
    const states = gateStates(
      gates,
      [],
      [
        { gateId: 1, label, met: true },
        { gateId: 2, label, met: false },
        { gateId: 9, label, met: true },
      ],
    );
    expect(blockers(states).map((state) => state.gate.id)).toEqual([2, 3]);
  });
});

describe('the warranty of a repair', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-03-31', 0, '2026-03-31'],
  ])('%s and %i months is %s', (day, months, end) => expect(monthsLater(day, months)).toBe(end));

  it('is in the month that it should be, and never later in it than it began', () => {
    const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2060-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 120 }), (date, months) => {
        const from = date.toISOString().slice(0, 10);
        const end = monthsLater(from, months);
        const month = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
        expect(month(end) - month(from)).toBe(months);
        expect(Number(end.slice(8)) <= Number(from.slice(8))).toBe(true);
      }),
    );
  });

  it('counts the days of the service location', () => {
    const late = new Date('2026-06-30T22:30:00Z');
    expect(dayIn(late, 'Europe/Zurich')).toBe('2026-07-01');
    expect(warrantyEnd(late, 6, 'Europe/Zurich')).toBe('2027-01-01');
    expect(warrantyEnd(late, 6, 'UTC')).toBe('2026-12-30');
    expect(warrantyEnd(late, 0, 'UTC')).toBeNull();
  });
});

describe('the history of a device', () => {
  const order = (number: string, placed: string, done?: string, status = 'returned') => ({
    number,
    status: done ? status : 'received',
    stage: done ? 'completed' : 'at_location',
    placedAt: new Date(`${placed}T10:00:00Z`),
    completedAt: done ? new Date(`${done}T10:00:00Z`) : null,
    timeZone: 'Europe/Zurich',
  });

  it('marks what comes back within 90 days after a repair, by the last one', () => {
    const marks = historyMarks(
      [
        order('A', '2025-01-01', '2025-01-10'),
        order('B', '2025-04-09', '2025-04-20'),
        order('C', '2025-07-20'),
        order('D', '2025-04-10', '2025-04-12', 'returned_unrepaired'),
      ],
      6,
    );
    expect(marks.get('A')).toEqual({ repeatOf: null, coveredBy: null, warrantyUntil: '2025-07-10' });
    expect(marks.get('B')?.repeatOf).toEqual({ number: 'A', days: 89 });
    expect(marks.get('C')?.repeatOf).toBeNull();
    expect(marks.get('C')?.coveredBy).toEqual({ number: 'B', until: '2025-10-20' });
    expect(marks.get('D')).toMatchObject({ repeatOf: null, warrantyUntil: null });
  });

  it('finds the warranty that runs the longest', () => {
    const until = (number: string, warrantyUntil: string | null) => ({
      number,
      timeZone: 'UTC',
      warrantyUntil,
    });
    const orders = [until('A', '2026-05-01'), until('B', '2026-06-01'), until('C', null)];
    expect(runningWarranty(orders, new Date('2026-06-01T23:00:00Z'))).toEqual({
      number: 'B',
      until: '2026-06-01',
    });
    expect(runningWarranty(orders, new Date('2026-06-02T00:00:00Z'))).toBeNull();
  });
});

describe('quick choices', () => {
  it.each([
    ['', 'Dents', 'Dents'],
    ['Scratches', 'Dents', 'Scratches, Dents'],
    ['Scratches, ', 'Dents', 'Scratches, Dents'],
    ['Scratches, Dents', 'Dents', 'Scratches'],
    ['Dents, deep ones', 'Dents', 'deep ones'],
    ['Scratches\nDents\nheavy', 'Dents', 'Scratches\nheavy'],
    ['Many Dents', 'Dents', 'Many Dents, Dents'],
  ])('%j and %s is %j', (text, choice, after) => expect(toggleChoice(text, choice)).toBe(after));

  it('say what they were told to, and no more once it is taken back', () => {
    const words = fc.constantFrom('Dents', 'Scratches', 'Bent');
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), words, (text, word) => {
        const one = hasChoice(text, word) ? toggleChoice(text, word) : text;
        const on = toggleChoice(one, word);
        expect([hasChoice(one, word), hasChoice(on, word)]).toEqual([false, true]);
        expect(hasChoice(toggleChoice(on, word), word)).toBe(false);
      }),
    );
  });
});
