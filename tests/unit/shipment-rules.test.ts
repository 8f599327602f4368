import { expect, test } from 'vitest';
import { ROLES } from '~/domain/auth/rules';
import {
  DIRECTIONS,
  gs1CheckDigit,
  isSscc,
  itemState,
  mayShipment,
  parcelCode,
  SHIPMENT_STATUSES,
  shipmentNumber,
  sscc,
} from '~/domain/shipments/rules';
import fc from '../support/fast-check';

const prefix = fc
  .integer({ min: 7, max: 10 })
  .chain((length) => fc.stringMatching(new RegExp(`^\\d{${length}}$`)));

test('GS1 check digits are those of published examples', () => {
  // GS1: SSCC 106141411234567897, GTIN-13 4006381333931, GTIN-14 10614141000415.
  expect(gs1CheckDigit('10614141123456789')).toBe(7);
  expect(gs1CheckDigit('400638133393')).toBe(1);
  expect(gs1CheckDigit('1061414100041')).toBe(5);
});

test('an SSCC holds prefix and serial, and its check digit finds any one wrong digit', () => {
  expect(sscc('0614141', 1_123_456_789)).toBe('106141411234567897');
  fc.assert(
    fc.property(
      prefix,
      fc.nat({ max: 9_999_999 }),
      fc.nat({ max: 17 }),
      fc.integer({ min: 1, max: 9 }),
      (company, serial, place, by) => {
        const code = sscc(company, serial);
        expect(code).toMatch(/^\d{18}$/);
        expect(isSscc(code)).toBe(true);
        expect(code.slice(1, 1 + company.length)).toBe(company);
        expect(Number(`${code[0]}${code.slice(1 + company.length, 17)}`)).toBe(serial);
        const wrong = `${code.slice(0, place)}${(Number(code[place]) + by) % 10}${code.slice(place + 1)}`;
        expect(isSscc(wrong)).toBe(false);
      },
    ),
  );
});

test('two serials never share an SSCC, and a serial that does not fit is refused', () => {
  fc.assert(
    fc.property(prefix, fc.nat({ max: 9_999_999 }), fc.nat({ max: 9_999_999 }), (company, one, other) => {
      fc.pre(one !== other);
      expect(sscc(company, one)).not.toBe(sscc(company, other));
    }),
  );
  expect(() => sscc('1234567890', 10_000_000)).toThrow(RangeError);
  expect(() => sscc('1234567890', -1)).toThrow(RangeError);
  expect(() => sscc('123456', 1)).toThrow(RangeError);
  expect(() => sscc('12345678901', 1)).toThrow(RangeError);
});

test('numbers of shipments and parcels', () => {
  expect(shipmentNumber(2026, 123)).toBe('SH-2026-000123');
  expect(shipmentNumber(2026, 1_234_567n)).toBe('SH-2026-1234567');
  expect(parcelCode('SH-2026-000123', 1)).toBe('SH-2026-000123-01');
  expect(parcelCode('SH-2026-000123', 99)).toBe('SH-2026-000123-99');
});

test('nobody but sender and receiver has commands, and an ended shipment has none that changes it', () => {
  for (const direction of DIRECTIONS) {
    for (const status of SHIPMENT_STATUSES) {
      for (const role of ROLES) {
        const may = (command: Parameters<typeof mayShipment>[0]) =>
          mayShipment(command, { direction, status }, role);
        if (role === 'customer' || role === 'partner')
          expect(may('adjust') || may('scan') || may('track')).toBe(false);
        if (status === 'voided')
          expect(may('confirm') || may('scan') || may('void') || may('track')).toBe(false);
        expect(may('adjust')).toBe(
          status === 'draft' &&
            (direction === 'inbound'
              ? role !== 'customer' && role !== 'partner'
              : role === 'technician' || role === 'administrator'),
        );
      }
    }
  }
  expect(mayShipment('scan', { direction: 'inbound', status: 'confirmed' }, 'reseller')).toBe(false);
  expect(mayShipment('close', { direction: 'return', status: 'confirmed' }, 'reseller')).toBe(true);
});

test('where a device is', () => {
  const state = (
    direction: 'inbound' | 'return',
    status: (typeof SHIPMENT_STATUSES)[number],
    live: boolean,
    scanned = false,
  ) => itemState({ direction, status }, { live, scannedAt: scanned ? new Date() : null });
  expect(state('inbound', 'draft', true)).toBe('packed');
  expect(state('inbound', 'confirmed', true)).toBe('on_the_way');
  expect(state('inbound', 'confirmed', false)).toBe('withdrawn');
  expect(state('inbound', 'confirmed', false, true)).toBe('here');
  // An order that is on its way back is completed, so its row is no longer live.
  expect(state('return', 'confirmed', false)).toBe('on_the_way');
  expect(state('inbound', 'voided', false)).toBe('withdrawn');
});
