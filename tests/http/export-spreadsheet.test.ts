import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DELIMITERS, readRow } from '../../app/platform/csv';
import { cleanText } from '../../app/platform/text';
import { startApp, type TestApp } from '../support/app';
import { type Client, signIn } from '../support/client';
import { FORMULA_CELLS, FRAGILE_CELLS } from '../support/hostile-cells';
import { insertOrders, orderRow } from '../support/orders';
import { openInSpreadsheet, SOFFICE } from '../support/spreadsheet';

/** As every form, import and request stores them (`cleanText`). */
const STORED = [...FORMULA_CELLS, ...FRAGILE_CELLS].map(cleanText);
const DEVICES = STORED.map((text) => text.slice(0, 200).trim());
const SERIALS = STORED.map((text) => (text.length <= 40 ? text : ''));
const COLUMNS = ['number', 'device', 'serial', 'problem'];

let app: TestApp;
let customer: Client;

beforeAll(async () => {
  if (!SOFFICE) return;
  app = await startApp();
  await insertOrders(
    app.db,
    STORED.map((problem, index) =>
      orderRow(app.world, index + 1, {
        deviceName: DEVICES[index] ?? '',
        serial: SERIALS[index] ?? '',
        problem,
      }),
    ),
  );
  customer = await signIn(app, 'customer');
}, 60_000);
afterAll(() => app?.close());

describe.skipIf(!SOFFICE)('an export opened in LibreOffice', () => {
  it('is looked at with something that finds formulas and values', async () => {
    const { formulas, types } = await openInSpreadsheet(
      Buffer.from('=1+1,"=2+3",0012,2026-03-01,TRUE,x\r\n'),
      ',',
    );
    expect(formulas).toEqual(['of:=1+1', 'of:=2+3']);
    expect([...types].toSorted()).toEqual(['boolean', 'date', 'float', 'string']);
  }, 120_000);

  it.each(Object.entries(DELIMITERS))(
    'has no formula and no lost text, by %s',
    async (name, sign) => {
      const query = new URLSearchParams([
        ['target', 'spreadsheet'],
        ['delimiter', name],
        ...COLUMNS.map((column) => ['column', column]),
      ]);
      const response = await customer.get(`/orders/export.csv?${query}`);
      const { formulas, types, rows } = await openInSpreadsheet(
        new Uint8Array(await response.arrayBuffer()),
        sign,
      );
      expect(formulas).toEqual([]);
      expect([...types]).toEqual(['string']);
      const read = rows.slice(1).map((cells) => readRow(cells, COLUMNS.length));
      expect(read).toHaveLength(STORED.length);
      const lost = read.flatMap(([number, device, serial, problem], index) =>
        problem === STORED[index] && device === DEVICES[index] && serial === SERIALS[index] ? [] : [number],
      );
      expect(lost).toEqual([]);
    },
    120_000,
  );
});
