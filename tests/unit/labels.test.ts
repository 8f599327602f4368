import { describe, expect, test } from 'vitest';
import type { ShipmentPaper } from '../../app/domain/documents/shipment-paper-data';
import { renderPdf } from '../../app/platform/pdf/render-pdf.server';
import { logo } from '../support/order-paper';
import { PRINTER_DPI, readAllCodes, readPdf } from '../support/pdf';
import { parcel, shipmentPaper } from '../support/shipment-paper';

const render = (size: 'a4' | 'a6', paper: ShipmentPaper) =>
  renderPdf(`domain/documents/labels-${size}.tsx`, paper);
const squeezed = (text: string) => text.replace(/[\s\p{Cc}\ufffe-]+/gu, '');
const url = (code: string) => `https://portal.alpenfix.example/receive?code=${code}`;
const mm = (pixels: number) => (pixels / PRINTER_DPI) * 25.4;

/** Four parcels, every other one with an SSCC. */
const parcels = [1, 2, 3, 4].map((position) => parcel(position, [], position % 2 ? '7612345' : undefined));
const codes = [
  [
    { format: 'GS1-128', text: '(00)076123450000000015' },
    { format: 'QRCode', text: url('SH-2026-000123-01') },
  ],
  [
    { format: 'Code128', text: 'SH-2026-000123-02' },
    { format: 'QRCode', text: url('SH-2026-000123-02') },
  ],
  [
    { format: 'GS1-128', text: '(00)076123450000000039' },
    { format: 'QRCode', text: url('SH-2026-000123-03') },
  ],
  [
    { format: 'Code128', text: 'SH-2026-000123-04' },
    { format: 'QRCode', text: url('SH-2026-000123-04') },
  ],
];

describe('labels', { timeout: 60_000 }, () => {
  test('on A6: one page a parcel, whose codes decode as a label printer prints them', async () => {
    const { pages } = await readPdf(await render('a6', shipmentPaper({ parcels })), 4, PRINTER_DPI);
    expect(pages).toHaveLength(4);
    for (const [index, page] of pages.entries()) {
      expect(mm(page.width)).toBeCloseTo(105, 0);
      expect(mm(page.height)).toBeCloseTo(148, 0);
      expect(await readAllCodes(page)).toEqual(codes[index]);
    }
  });

  test('four on A4, whose codes all decode; a fifth parcel is on the next page', async () => {
    const five = shipmentPaper({ parcels: [...parcels, parcel(5, [])] });
    const { pages } = await readPdf(await render('a4', five), 1, PRINTER_DPI);
    expect(pages).toHaveLength(2);
    const [first] = pages;
    if (!first) throw new Error('no page');
    const read = await readAllCodes(first);
    expect(read).toEqual(codes.flat().sort((a, b) => (a.text < b.text ? -1 : 1)));
    expect(squeezed(pages[1]?.text ?? '')).toContain(squeezed('5 / 5'));
  });

  test('say sender, receiver, shipment, parcel and weight, and what the bar code says', async () => {
    const [page] = (await readPdf(await render('a6', shipmentPaper({ parcels })), 0)).pages;
    const text = squeezed(page?.text ?? '');
    for (const part of [
      'Handelshaus Öztürk AG',
      'Alpenfix Service AG',
      '8005 Zürich',
      'SH-2026-000123',
      '1 / 4',
      '2.537 kg',
      '11.03.2026',
      '(00) 076123450000000015',
    ])
      expect(text, part).toContain(squeezed(part));
  });

  test('void ones say so and have no code at all', async () => {
    const paper = shipmentPaper({ parcels, void: true });
    for (const size of ['a6', 'a4'] as const) {
      const { pages } = await readPdf(await render(size, paper), 9, PRINTER_DPI);
      for (const page of pages) {
        expect(page.text).toContain('UNGÜLTIG');
        expect(await readAllCodes(page)).toEqual([]);
      }
    }
  });

  test('99 parcels with names too long for them stay one page each, with a logo or a broken one', async () => {
    const name = 'Österreichische Gesellschaft für Mobilfunkreparaturen 手机 📱 '.repeat(9);
    const many = Array.from({ length: 99 }, (_, i) => ({ ...parcel(i + 1, []), weightGrams: null }));
    const { operator } = shipmentPaper();
    const side = { name, lines: Array.from({ length: 7 }, () => name) };
    const changed = { from: side, to: side, method: name };
    const cases = [
      { parcels: many, operator: { ...operator, logo: await logo() } },
      { parcels, operator: { ...operator, logo: Buffer.from('<svg/>') } },
    ];
    for (const some of cases) {
      const file = await render('a6', shipmentPaper({ ...changed, ...some }));
      const { pages } = await readPdf(file, 1, PRINTER_DPI);
      expect(pages).toHaveLength(some.parcels.length);
      const [first] = pages;
      expect(first && (await readAllCodes(first))).toHaveLength(2);
    }
  });
});
