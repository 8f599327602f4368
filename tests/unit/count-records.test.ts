import { expect, it } from 'vitest';
import { encodeRow } from '../../app/platform/csv';
import { recordCounter } from '../../app/routes/order-export/count-records';
import fc from '../support/fast-check';

it('counts the records of any file, however its bytes arrive', () => {
  const cell = fc.string({ unit: fc.constantFrom(...'a"\r\n;, ü') });
  const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 3 }), { maxLength: 8 });
  fc.assert(
    fc.property(table, fc.integer({ min: 1, max: 9 }), (rows, size) => {
      const bytes = Buffer.from(rows.map((cells) => encodeRow(cells, ';')).join(''));
      const counter = recordCounter();
      for (let at = 0; at < bytes.length; at += size) counter.add(bytes.subarray(at, at + size));
      expect(counter.records()).toBe(rows.length);
    }),
  );
});
