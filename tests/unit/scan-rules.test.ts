import { describe, expect, test } from 'vitest';
import { parcelCode, shipmentNumber, sscc } from '../../app/domain/shipments/rules';
import { readScan } from '../../app/domain/shipments/scan-rules';
import { anyCharacter } from '../support/any-character';
import fc from '../support/fast-check';

const SSCC = sscc('7612345', 42);

describe('what is scanned at the receiving desk', () => {
  test.each([
    'SH-2026-000123-01',
    'sh-2026-000123-01',
    ' SH 2026 000123 01 \r\n',
    'SH2026000123-01',
    'sh202600012301',
    'SH–2026–000123–01',
    "SH'2026'000123'01",
    'SHß2026ß000123ß01',
    ']C0SH-2026-000123-01',
    'https://portal.example/receive?code=SH-2026-000123-01',
    ']Q3https://portal.example/receive?code=sh-2026-000123-01',
  ])('%j is a parcel code', (typed) => {
    expect(readScan(typed)).toMatchObject({
      parcelCode: 'SH-2026-000123-01',
      shipmentNumber: null,
      sscc: null,
    });
  });

  test.each([
    SSCC,
    `00${SSCC}`,
    `(00)${SSCC}`,
    `(00) ${SSCC}`,
    `\u001d00${SSCC}`,
    `]C100${SSCC}`,
    `]C1\u001d00${SSCC}\u001d`,
    `]e000${SSCC}`,
    `00${SSCC}\u001d401ABC`,
    `(00)${SSCC}(401)ABC`,
    `${SSCC.slice(0, 1)} ${SSCC.slice(1, 8)} ${SSCC.slice(8)}`,
  ])('%j is an SSCC', (typed) => {
    expect(readScan(typed)).toMatchObject({ sscc: SSCC, parcelCode: null });
  });

  test('an SSCC with a wrong check digit is none', () => {
    const wrong = `${SSCC.slice(0, 17)}${(Number(SSCC[17]) + 1) % 10}`;
    expect(readScan(`00${wrong}`).sscc).toBeNull();
  });

  test('orders and devices are read as the search reads them', () => {
    for (const typed of [
      'RO-2026-000077',
      'ro 2026 000077',
      'ROß2026ß000077',
      'https://x.test/orders/RO-2026-000077',
    ])
      expect(readScan(typed).query.whole).toContain('RO2026000077');
    expect(readScan('IMEI: 35 693803 564380 9').query.whole).toContain('356938035643809');
    expect(readScan('s/n c02-xg 0a').query.whole).toContain('C02XG0A');
    expect(readScan('SH-2026-000123').shipmentNumber).toBe('SH-2026-000123');
  });

  test('whatever is read, it never fails, and our own codes are always found', () => {
    fc.assert(fc.property(fc.string({ unit: anyCharacter }), (typed) => readScan(typed).text.length <= 400));
    fc.assert(
      fc.property(
        fc.integer({ min: 2000, max: 2999 }),
        fc.integer({ min: 1, max: 999_999 }),
        fc.integer({ min: 1, max: 99 }),
        fc.constantFrom('-', ' ', '', '–'),
        (year, serial, position, dash) => {
          const code = parcelCode(shipmentNumber(year, serial), position);
          expect(readScan(code.replaceAll('-', dash).toLowerCase()).parcelCode).toBe(code);
        },
      ),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999 }), (serial) => {
        const code = sscc('7612345678', serial);
        expect(readScan(`]C100${code}`).sscc).toBe(code);
      }),
    );
  });
});
