import { expect, it } from 'vitest';
import { timeBytes } from '../../app/domain/orders/export/times.server';
import fc from '../support/fast-check';

const instants = fc.oneof(
  fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2100, 0, 1) }),
  // Around the nights in which clocks change.
  fc.integer({ min: Date.UTC(2026, 2, 28), max: Date.UTC(2026, 2, 31) }),
  fc.integer({ min: Date.UTC(2026, 9, 24), max: Date.UTC(2026, 9, 27) }),
);
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

it('writes instants in UTC for machines', () => {
  const time = timeBytes('machine', 'Europe/Zurich');
  fc.assert(
    fc.property(instants, (at) => {
      expect(text(time(at))).toBe(`${new Date(at).toISOString().slice(0, 19)}Z`);
    }),
  );
});

it.each(['Europe/Zurich', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'])(
  'writes local times of %s for spreadsheets',
  (timeZone) => {
    const time = timeBytes('spreadsheet', timeZone);
    const local = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
    fc.assert(
      fc.property(instants, (at) => {
        expect(text(time(at))).toBe(local.format(at));
      }),
      { numRuns: 500 },
    );
  },
);
