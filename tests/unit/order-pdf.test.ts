import { monitorEventLoopDelay } from 'node:perf_hooks';
import { describe, expect, test } from 'vitest';
import { renderOrderPdf } from '../../app/domain/documents/order-pdf.server';
import { renderPdf } from '../../app/platform/pdf/render-pdf.server';
import { line, logo, orderPaper } from '../support/order-paper';
import { readCodes, readPdf } from '../support/pdf';

const whole = (pages: { text: string }[]) => pages.map((page) => page.text).join('\n');
/** Text without spaces and line-end hyphens, so that line breaks do not matter. */
const squeezed = (text: string) => text.replace(/[\s\p{Cc}\ufffe-]+/gu, '');

describe("an order's paper", { timeout: 60_000 }, () => {
  test('its bar code decodes from a 150 dpi raster to the order number', async () => {
    for (const number of ['RO-2026-000123', 'RO-2031-987654']) {
      const { pages } = await readPdf(await renderOrderPdf(orderPaper({ number })));
      const [first] = pages;
      if (!first) throw new Error('no page');
      expect(await readCodes(first)).toEqual([{ format: 'Code128', text: number }]);
    }
  });

  test('in German says everything, with umlauts, marks and amounts, and the totals', async () => {
    const { pages } = await readPdf(await renderOrderPdf(orderPaper()));
    const text = squeezed(whole(pages));
    for (const part of [
      'Serviceauftrag RO-2026-000123',
      'Frau Änne Größmann',
      'Königsstraße 5',
      '35 693803 564380 9',
      'F2LX3x5PQ1',
      '„Hey Siri“ → antwortet',
      '350 €',
      'Sturz schwarz – das Gerät',
      'PO-88231, Filiale 7',
      'Erfasst von Lena Brütsch, Alpenfix Service AG, im Auftrag von Grünwald & Söhne GmbH.',
      'CHF 517.26',
      'MwSt. 8.1% auf CHF 478.50',
      '06.03.2026, 14:05',
      `Seite 1 von ${pages.length}`,
    ]) {
      expect(text).toContain(squeezed(part));
    }
  });

  test('in English, without prices, shows none', async () => {
    const paper = orderPaper({ language: 'en', locale: 'en-GB', prices: undefined });
    const text = squeezed(whole((await readPdf(await renderOrderPdf(paper))).pages));
    expect(text).toContain(squeezed('Service order RO-2026-000123'));
    expect(text).toContain(squeezed('2 Mar 2026'));
    expect(text).toContain(squeezed('Display-Einheit inkl. Kalibrierung'));
    expect(text).not.toContain('CHF');
    expect(text).not.toContain('289');
  });

  test('carries title, language and author', async () => {
    const file = await renderOrderPdf(orderPaper());
    const source = file.toString('latin1');
    const entry = (key: string) => {
      const object = new RegExp(`/${key} (\\d+) 0 R`).exec(source)?.[1];
      return new RegExp(`\\n${object} 0 obj\\n\\((.*)\\)`).exec(source)?.[1];
    };
    expect(entry('Title')).toBe('Serviceauftrag RO-2026-000123');
    expect(entry('Author')).toBe('Alpenfix Service AG');
    expect(source).toMatch(/\/Lang \(de\)/);
  });

  test('takes a logo, and leaves out one that is not an image', async () => {
    const { operator } = orderPaper();
    const withLogo = await renderOrderPdf(orderPaper({ operator: { ...operator, logo: await logo() } }));
    expect(withLogo.toString('latin1')).toContain('/Subtype /Image');
    const broken = [Buffer.from('<svg/>'), Buffer.from('89504e470d0a1a0a00000000', 'hex'), Buffer.alloc(0)];
    for (const bytes of broken) {
      const file = await renderOrderPdf(
        orderPaper({ operator: { ...operator, accent: 'red"', logo: bytes } }),
      );
      expect(squeezed(whole((await readPdf(file)).pages))).toContain(
        squeezed('Serviceauftrag RO-2026-000123'),
      );
    }
  });

  test('300 lines fill pages with the column heads on each, and nothing is lost', async () => {
    const lines = Array.from({ length: 300 }, (_, i) =>
      line(`Ersatzteil ${i + 1}.`, 1000 + i, 1234 + i, i % 3 ? 810 : 260),
    );
    const { pages } = await readPdf(await renderOrderPdf(orderPaper({ lines })));
    const text = whole(pages);
    for (let i = 1; i <= 300; i++) expect(text).toContain(`Ersatzteil ${i}.`);
    const full = pages.filter((page) => page.text.includes('Ersatzteil'));
    expect(full.length).toBeGreaterThan(8);
    for (const page of full) expect(page.text).toContain('Einzelpreis');
    pages.forEach((page, index) => {
      expect(squeezed(page.text)).toContain(`Seite${index + 1}von${pages.length}`);
    });
  });

  const hostile: [string, string, string[]][] = [
    ['20,000 characters', 'Das Gerät lädt nicht mehr. '.repeat(740), ['lädtnichtmehr']],
    ['one word of 20,000 letters', 'W'.repeat(20_000), ['W'.repeat(200)]],
    ['20,000 line ends', `oben${'\n'.repeat(20_000)}unten`, ['oben', 'unten']],
    ['5,000 short lines', 'a\n'.repeat(5_000), ['Problembeschreibung']],
    [
      'HTML',
      '<script>alert("1")</script> <b>fett</b> &amp; 5 < 6',
      ['<script>alert("1")</script>', '<b>fett</b>&amp;5<6'],
    ],
    ['control characters', 'vor\u0000\u0007\u001b[31mnach\u202egnp', ['vor[31mnachgnp']],
    ['emoji', 'Gerät 📱 kaputt 👩‍🔧🏳️‍🌈 1️⃣ Ende', ['Gerätkaputt1Ende']],
    ['right to left and other scripts', 'vor שלום עולם العربية 你好 mit', ['vor□mit']],
    ['lone surrogates and private use', 'a\ud800b\ue000c\uffff', ['abc']],
    ['stacked marks', `Z${'\u0334\u0351'.repeat(500)} Ende`, ['Ende']],
  ];
  test.each(hostile)('%s is printed or left out, never an error', async (_name, problem, parts) => {
    const paper = orderPaper({ problem, recipient: Array.from({ length: 9 }, () => problem.slice(0, 300)) });
    const started = performance.now();
    const { pages } = await readPdf(await renderOrderPdf(paper), 0);
    expect(performance.now() - started).toBeLessThan(20_000);
    const text = squeezed(whole(pages));
    for (const part of parts) expect(text).toContain(squeezed(part));
    expect(text).toContain(squeezed('Gesamtbetrag'));
  });

  test('hostile text in every field at once', async () => {
    const nasty = `${'Überlang'.repeat(60)} 😀 \u0000<b>${'x '.repeat(400)}`;
    const facts = Array.from({ length: 30 }, () => ({ label: nasty, value: nasty }));
    const paper = orderPaper({
      recipient: [nasty],
      status: { label: nasty, meaning: nasty, next: nasty },
      serviceLocation: nasty,
      customerReferences: Array.from({ length: 40 }, () => nasty),
      placedBy: { name: nasty, company: nasty, onBehalfOf: nasty },
      devices: [{ name: nasty, imei: nasty, serial: nasty, facts }],
      answers: facts,
      delivery: { method: nasty, addressLines: [nasty, nasty], remark: nasty },
      lines: [line(nasty, 1, Number.MAX_SAFE_INTEGER / 1000 - 0.991, 0, nasty)],
      notes: [{ at: new Date(), author: nasty, text: nasty }],
    });
    const { pages } = await readPdf(await renderOrderPdf(paper), 0);
    expect(pages.length).toBeLessThan(120);
  });

  test('the caller stays free while papers are rendered', async () => {
    const delay = monitorEventLoopDelay({ resolution: 5 });
    const problem = 'Das Gerät lädt nicht mehr. '.repeat(700);
    delay.enable();
    const files = await Promise.all(Array.from({ length: 6 }, () => renderOrderPdf(orderPaper({ problem }))));
    delay.disable();
    expect(files.every((file) => file.subarray(0, 5).toString() === '%PDF-')).toBe(true);
    expect(delay.percentile(95) / 1e6).toBeLessThan(100);
  });

  test("a document's own error reaches the caller, and the next paper is rendered", async () => {
    await expect(renderOrderPdf(orderPaper({ number: '€' }))).rejects.toThrow(/ASCII/);
    await expect(renderPdf('domain/documents/none.tsx', {})).rejects.toThrow(/none\.tsx/);
    expect((await renderOrderPdf(orderPaper())).length).toBeGreaterThan(5_000);
  });
});
