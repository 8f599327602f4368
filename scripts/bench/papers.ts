import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { ShipmentPaper } from '../../app/domain/documents/shipment-paper-data';
import { renderPdf } from '../../app/platform/pdf/render-pdf.server';
import { line, orderPaper } from '../../tests/support/order-paper';
import { PRINTER_DPI, readAllCodes, readPdf } from '../../tests/support/pdf';
import { packedItem, parcel, shipmentPaper } from '../../tests/support/shipment-paper';
import { isMain } from '../lib/is-main';
import { type Figure, machineFacts, passes, printTable } from './figures';
import { median, timed } from './measure';

const FEW = 400;
const MANY = 2000;
const ROUNDS = 3;
const TIMEOUT_MS = 10 * 60_000;

const LIST = 'domain/documents/packing-list.tsx';
const ORDER = 'domain/documents/order-paper.tsx';
const LABELS = 'domain/documents/labels-a6.tsx';

/** Shipments whose labels and lists are read back: three of 67 parcels and as many devices, every other parcel with an SSCC. */
const SHIPMENTS = 3;
const PARCELS = 67;

const listOf = (devices: number) =>
  shipmentPaper({
    parcels: [
      parcel(
        1,
        Array.from({ length: devices }, (_, i) => packedItem(i + 1)),
      ),
    ],
  });
const orderOf = (lines: number) =>
  orderPaper({
    lines: Array.from({ length: lines }, (_, i) => line(`Ersatzteil ${i + 1}, geprüft`, 1000, 1234 + i)),
  });
const render = (module: string, data: unknown) => renderPdf(module, data, TIMEOUT_MS);

/** How the time of long papers grows with their lines, what the process that has them made feels of it, and that all codes can be read. */
export async function measurePapers(say: (line: string) => void): Promise<Figure[]> {
  const figures: Figure[] = [];
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  for (const [name, module, paper] of [
    ['packing-list', LIST, listOf],
    ['order', ORDER, orderOf],
  ] as const) {
    say(`The ${name} of ${FEW} and of ${MANY} lines`);
    await render(module, paper(FEW));
    const rounds: { few: number; many: number }[] = [];
    for (let round = 0; round < ROUNDS; round++)
      rounds.push({
        few: await timed(() => render(module, paper(FEW))),
        many: await timed(() => render(module, paper(MANY))),
      });
    figures.push(
      { name: `papers.${name}.${FEW}`, value: median(rounds.map(({ few }) => few)), unit: 'ms' },
      { name: `papers.${name}.${MANY}`, value: median(rounds.map(({ many }) => many)), unit: 'ms' },
      {
        name: `papers.${name}.${MANY}-of-${FEW}`,
        value: median(rounds.map(({ few, many }) => many / few)),
        unit: '×',
        limit: { max: 6 },
      },
    );
  }
  delay.disable();
  const p99 = delay.percentile(99) / 1e6;
  figures.push({ name: 'papers.event-loop-delay.p99', value: p99, unit: 'ms', limit: { max: 50 } });
  say(`The codes of ${SHIPMENTS * PARCELS} labels and ${SHIPMENTS} packing lists`);
  return [...figures, ...(await measureCodes())];
}

async function measureCodes(): Promise<Figure[]> {
  let wanted = 0;
  let found = 0;
  let pages = 0;
  for (let shipment = 0; shipment < SHIPMENTS; shipment++) {
    const paper = shipmentOf(shipment);
    for (const [module, codes] of [
      [LABELS, paper.parcels.flatMap((one) => [parcelText(one), one.url])],
      [
        LIST,
        [paper.number, ...paper.parcels.flatMap((one) => [parcelText(one), one.items[0]?.number ?? ''])],
      ],
    ] as const) {
      const read = await readPdf(await render(module, paper), Number.POSITIVE_INFINITY, PRINTER_DPI);
      const texts = new Set<string>();
      for (const page of read.pages) for (const { text } of await readAllCodes(page)) texts.add(text);
      wanted += codes.length;
      found += codes.filter((code) => texts.delete(code)).length;
      // A code that says what stands nowhere is as bad as one that cannot be read.
      wanted += texts.size;
      pages += read.pages.length;
    }
  }
  return [
    { name: 'papers.codes.pages', value: pages, unit: 'pages' },
    { name: 'papers.codes.all', value: wanted, unit: 'codes' },
    { name: 'papers.codes.read', value: (found / wanted) * 100, unit: '%', limit: { min: 100 } },
  ];
}

function shipmentOf(shipment: number): ShipmentPaper {
  const first = shipment * PARCELS;
  const parcels = Array.from({ length: PARCELS }, (_, index) =>
    parcel(index + 1, [packedItem(first + index + 1)], index % 2 ? `761234${shipment}` : undefined),
  );
  return shipmentPaper({ parcels });
}

const parcelText = ({ sscc, code }: { sscc: string | null; code: string }) => (sscc ? `(00)${sscc}` : code);

if (isMain(import.meta.url)) {
  const figures = await measurePapers((text) => console.error(text));
  printTable(figures, machineFacts());
  process.exit(figures.some((figure) => passes(figure) === false) ? 1 : 0);
}
