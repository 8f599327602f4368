import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor } from '../../app/domain/orders/keyset.server';
import fc from '../support/fast-check';

const encoded = (value: unknown, id: unknown = 1) =>
  Buffer.from(JSON.stringify([value, id])).toString('base64url');

describe('decodeCursor', () => {
  it('gives back every cursor of ours', () => {
    const date = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    const id = fc.integer({ min: 1, max: 2_147_483_647 });
    fc.assert(
      fc.property(date, id, (value, at) => {
        expect(decodeCursor(encodeCursor({ value, id: at }), 'createdAt')).toEqual({ value, id: at });
      }),
    );
    const named = { value: 'März 2026', id: 7 };
    expect(decodeCursor(encodeCursor(named), 'deviceName')).toEqual(named);
    expect(decodeCursor(encodeCursor({ value: null, id: 7 }), 'dueAt')).toEqual({ value: null, id: 7 });
  });

  it.each([
    '2026',
    '2026-03-01',
    '2026-03-01T08:00:00Z',
    '2026-03-01 08:00:00.000Z',
    '2026-03-01T08:00:00.000+01:00',
    '2026-02-30T08:00:00.000Z',
    '2026-03-01T24:00:00.000Z',
    '2026-13-01T08:00:00.000Z',
    '+012026-03-01T08:00:00.000Z',
    'March 1, 2026',
    '1',
    'tomorrow',
    '',
  ])('takes no other date: %j', (value) => {
    expect(decodeCursor(encoded(value), 'createdAt')).toBeNull();
  });

  it('takes nothing that is no cursor of the field', () => {
    const date = '2026-03-01T08:00:00.000Z';
    expect(decodeCursor(encoded(null), 'createdAt')).toBeNull();
    expect(decodeCursor(encoded(date, 1.5), 'createdAt')).toBeNull();
    expect(decodeCursor(encoded(date, 2 ** 31), 'createdAt')).toBeNull();
    expect(decodeCursor(encoded('a\0'), 'deviceName')).toBeNull();
    expect(decodeCursor(encoded(12), 'deviceName')).toBeNull();
    expect(decodeCursor('%%%', 'createdAt')).toBeNull();
  });
});
