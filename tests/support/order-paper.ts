import sharp from 'sharp';
import type { OrderPaper, PaperLine } from '~/domain/documents/order-paper-data';
import { lineTotal, totals } from '~/platform/money';

/** A wordmark as a PNG, drawn here. */
export function logo(): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="120"><circle cx="60" cy="60" r="44" fill="#0b6e5b"/>
    <path d="M38 62l16 16 28-34" fill="none" stroke="#fff" stroke-width="11"/><rect x="128" y="40" width="300" height="16" fill="#1c2024"/>
    <rect x="128" y="68" width="190" height="12" fill="#9a9fa8"/></svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

export function line(
  description: string,
  quantity: number,
  unitPrice: number,
  rate = 810,
  code?: string,
): PaperLine {
  return {
    description,
    quantity,
    unitPrice,
    rate,
    net: lineTotal(quantity, unitPrice),
    ...(code ? { code } : {}),
  };
}

/** A believable German order paper; `change` replaces parts of it. */
export function orderPaper(change: Partial<OrderPaper> = {}): OrderPaper {
  const lines = change.lines ?? [
    line('Display-Einheit inkl. Kalibrierung', 1000, 28900, 810, 'P-661-21992'),
    line('Arbeitszeit Werkstatt', 1500, 12000, 810, 'S-100'),
    line('Rückversand PostPac Priority', 1000, 950, 810, 'S-900'),
  ];
  return {
    language: 'de',
    locale: 'de-CH',
    timeZone: 'Europe/Zurich',
    printedAt: new Date('2026-03-09T15:12:00Z'),
    operator: {
      name: 'Alpenfix Service AG',
      addressLines: ['Werkstrasse 12', '8005 Zürich'],
      accent: '#0b6e5b',
      footerLines: [
        'Alpenfix Service AG\nWerkstrasse 12\n8005 Zürich',
        'service@alpenfix.example\n+41 44 555 01 20\nwww.alpenfix.example',
        'CHE-123.456.789 MWST\nIBAN CH93 0076 2011 6238 5295 7',
      ],
      email: 'service@alpenfix.example',
      phone: '+41 44 555 01 20',
    },
    recipient: [
      'Grünwald & Söhne GmbH',
      'Frau Änne Größmann',
      'Königsstraße 5',
      '80331 München',
      'Deutschland',
    ],
    kind: 'repair',
    number: 'RO-2026-000123',
    createdAt: new Date('2026-03-02T08:30:00Z'),
    approvedAt: new Date('2026-03-02T08:41:00Z'),
    status: {
      label: 'In Reparatur',
      meaning: 'Ihr Gerät ist bei uns und wird gerade repariert.',
      next: 'Wir schließen die Reparatur ab – voraussichtlich bis Donnerstag, 12. März 2026.',
    },
    serviceLocation: 'Zürich West',
    customerReferences: ['PO-88231', 'Filiale 7'],
    internalReferences: ['Z-4711'],
    placedBy: { name: 'Lena Brütsch', company: 'Alpenfix Service AG', onBehalfOf: 'Grünwald & Söhne GmbH' },
    devices: [
      {
        name: 'Apple iPhone 14 Pro, 256 GB, Space Schwarz',
        imei: '356938035643809',
        serial: 'F2LX3x5PQ1',
        facts: [
          { label: 'Kaufdatum', value: '14. November 2024' },
          { label: 'Zubehör', value: 'Schutzhülle, Ladekabel' },
        ],
      },
    ],
    problem:
      'Das Display bleibt nach einem Sturz schwarz – das Gerät vibriert aber und läutet. „Hey Siri“ → antwortet. Preis bitte vorab, falls über 350 €.\n\nDie Rückseite hat einen feinen Riss oben links, der gerne so bleiben darf.',
    answers: [
      { label: 'Wurde das Gerät bereits geöffnet?', value: 'Nein' },
      { label: 'Dürfen wir Ihre Daten löschen, falls nötig?', value: 'Nein, bitte rückfragen' },
    ],
    delivery: {
      method: 'PostPac Priority mit Unterschrift',
      addressLines: ['Grünwald & Söhne GmbH', 'Rampe 2', 'Königsstraße 5', '80331 München'],
      remark: 'Anlieferung nur vormittags',
    },
    notes: [
      {
        at: new Date('2026-03-06T13:05:00Z'),
        author: 'Lena Brütsch, Alpenfix Service AG',
        text: 'Display-Einheit ist eingetroffen, wir bauen sie heute ein.',
      },
    ],
    ...change,
    lines,
    prices: 'prices' in change ? change.prices : { currency: 'CHF', totals: totals(lines) },
  };
}
