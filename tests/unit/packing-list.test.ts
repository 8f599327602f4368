import { describe, expect, test } from 'vitest';
import type { ShipmentPaper } from '../../app/domain/documents/shipment-paper-data';
import { renderPdf } from '../../app/platform/pdf/render-pdf.server';
import { PRINTER_DPI, readAllCodes, readPdf } from '../support/pdf';
import { packedItem, parcel, shipmentPaper } from '../support/shipment-paper';

const render = (paper: ShipmentPaper) => renderPdf('domain/documents/packing-list.tsx', paper);
const squeezed = (text: string) => text.replace(/[\s\p{Cc}\ufffe-]+/gu, '');
const textOf = async (paper: ShipmentPaper) => {
  const { pages } = await readPdf(await render(paper), 0);
  return { pages, text: squeezed(pages.map((page) => page.text).join('\n')) };
};

describe('a packing list', { timeout: 120_000 }, () => {
  // Of the papers of this process this is the first, which prints Ö and no O.
  test('can be read when a paper before had but a part of its letters', async () => {
    const side = { name: 'Ökö', lines: ['Ö'] };
    await renderPdf('domain/documents/labels-a6.tsx', shipmentPaper({ from: side, to: side, method: 'Ö' }));
    const { text } = await textOf(shipmentPaper());
    for (const part of ['RO-2026-000001', 'service@alpenfix.example']) expect(text).toContain(squeezed(part));
  });

  test('says who sends what to whom, parcel by parcel, in German', async () => {
    const { text, pages } = await textOf(shipmentPaper());
    for (const part of [
      'Packliste SH-2026-000123',
      'Handelshaus Öztürk AG',
      'Alpenfix Service AG',
      '11.03.2026',
      'Expresskurier',
      'Pakete 2',
      'Geräte 3',
      'Gesamtgewicht 5.211 kg',
      'Paket 1 von 2',
      '2 Geräte · 2.537 kg',
      'RO-2026-000002',
      'Fairphone 5',
      '35 693803 564380 9',
      'F2LX3x5PQ1',
      'Grünwald & Söhne GmbH',
      'PO-88231, Filiale 7',
      'Mit: Schutzhülle, Ladekabel',
      'Rampe 2.',
      'Übergeben an, Datum',
      `Seite 1 von ${pages.length}`,
    ])
      expect(text, part).toContain(squeezed(part));
    expect(text).not.toContain(squeezed('UNGÜLTIG'));
  });

  test('its bar codes decode to shipment, parcels and orders', async () => {
    const paper = shipmentPaper({
      parcels: [parcel(1, [packedItem(1), packedItem(2)], '7612345'), parcel(2, [packedItem(3)])],
    });
    const [first] = (await readPdf(await render(paper), 1, PRINTER_DPI)).pages;
    if (!first) throw new Error('no page');
    expect(await readAllCodes(first)).toEqual([
      { format: 'GS1-128', text: '(00)076123450000000015' },
      { format: 'Code128', text: 'RO-2026-000001' },
      { format: 'Code128', text: 'RO-2026-000002' },
      { format: 'Code128', text: 'RO-2026-000003' },
      { format: 'Code128', text: 'SH-2026-000123' },
      { format: 'Code128', text: 'SH-2026-000123-02' },
    ]);
  });

  test('120 devices fill pages with the column heads on each, and none is lost', async () => {
    const items = Array.from({ length: 120 }, (_, i) => packedItem(i + 1));
    const { pages, text } = await textOf(shipmentPaper({ parcels: [parcel(1, items)] }));
    for (const { number } of items) expect(text).toContain(squeezed(number));
    const full = pages.filter((page) => page.text.includes('RO-2026'));
    expect(full.length).toBeGreaterThan(7);
    for (const page of full) expect(page.text).toContain('Auftrag');
    for (const [index, page] of pages.entries())
      expect(squeezed(page.text)).toContain(`Seite${index + 1}von${pages.length}`);
  });

  test('a void one says so on every page and has no code of a parcel', async () => {
    const items = Array.from({ length: 30 }, (_, i) => packedItem(i + 1));
    const paper = shipmentPaper({ language: 'en', locale: 'en-GB', parcels: [parcel(1, items)], void: true });
    const { pages } = await readPdf(await render(paper), 1, PRINTER_DPI);
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) expect(page.text).toContain('VOID');
    const [first] = pages;
    const codes = first ? await readAllCodes(first) : [];
    expect(codes.map(({ text }) => text)).not.toContain('SH-2026-000123-01');
  });

  test('99 parcels, devices without a parcel, nothing weighed, nothing in it', async () => {
    const parcels = Array.from({ length: 99 }, (_, i) => ({ ...parcel(i + 1, []), weightGrams: null }));
    const empty = { customer: '', device: '', imei: '', serial: '', references: [], accessories: '' };
    const { text } = await textOf(
      shipmentPaper({ parcels, loose: [packedItem(7, empty)], pickUpOn: null, method: '', note: '' }),
    );
    for (const part of ['Paket 99 von 99', 'Keinem Paket zugeordnet', 'RO-2026-000007', 'Gesamtgewicht –'])
      expect(text).toContain(squeezed(part));
  });

  test.each([
    ['right to left', 'متجر الهواتف', '□'],
    ['Chinese', '手机店', '□'],
    ['emoji', 'Handy 📱👩‍🔧 AG', 'HandyAG'],
    ['one word of 2,000 letters', 'W'.repeat(2000), 'WWWWWW'],
    ['control characters and markup', '<b>&amp;\u0000\u001b', '<b>&amp;'],
  ])('%s in every name is printed or left out, never an error', async (_name, name, part) => {
    const item = packedItem(1, { device: name, customer: name, references: [name], accessories: name });
    const side = { name, lines: [name, name] };
    const { text, pages } = await textOf(
      shipmentPaper({ from: side, to: side, method: name, note: name, parcels: [parcel(1, [item])] }),
    );
    expect(text).toContain(part);
    expect(pages.length).toBeLessThan(6);
  });
});
