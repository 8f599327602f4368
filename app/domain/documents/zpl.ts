import { cleanText } from '~/platform/text';
import {
  dayText,
  type PaperParcel,
  parcelSymbol,
  type ShipmentPaperData,
  weightText,
} from './shipment-paper-data';
import { type PaperWords, paperWords } from './words';

/**
 * Labels in ZPL II (Zebra, ZPL II Programming Guide) for thermal printers of 203 dpi, 8 dots a millimetre. What is printed
 * fits both 4 × 6 in (812 × 1218 dots) and A6 (840 × 1184 dots).
 */
const LABEL = { width: 812, length: 1184, margin: 36 };
const INNER = LABEL.width - 2 * LABEL.margin;

/** Dots a module: 0.5 mm for GS1-128, 0.375 mm for our longer number; at least 0.33 mm is asked for. */
const MODULE = { 'gs1-128': 4, code128: 3 };
const MODULES = { 'gs1-128': 156, code128: 222 };

/** What a label is made from: the kept data and whether it is void. */
type ZplPaper = ShipmentPaperData & { void: boolean };

/** One label for each parcel, `^XA` to `^XZ`, as UTF-8. A void one has no code that could be scanned. */
export function zplLabels(paper: ZplPaper): Buffer {
  const words = paperWords(paper.language, paper.locale, paper.timeZone);
  return Buffer.from(paper.parcels.map((parcel) => label(paper, parcel, words)).join(''), 'ascii');
}

function label(paper: ZplPaper, parcel: PaperParcel, { t }: PaperWords): string {
  const left = LABEL.margin;
  const facts: [string, string][] = [
    [t('shipment.shipment'), paper.number],
    [t('shipment.weight'), weightText(parcel.weightGrams, paper.locale)],
    [t('shipment.pickUp'), dayText(paper.pickUpOn, paper.locale)],
    [t('shipment.method'), paper.method || t('none')],
  ];
  return [
    '^XA',
    `^CI28^PW${LABEL.width}^LL${LABEL.length}^LH0,0^LT0`,
    text(left, 36, 20, t('shipment.from')),
    ...[paper.from.name, ...paper.from.lines.slice(0, 3)].map((line, index) =>
      text(left, 62 + 28 * index, 24, line),
    ),
    `^FO${left},186^GB${INNER},3,3^FS`,
    text(left, 202, 20, t('shipment.to')),
    text(left, 230, 52, paper.to.name),
    ...paper.to.lines.slice(0, 4).map((line, index) => text(left, 296 + 44 * index, 38, line)),
    `^FO${left},482^GB${INNER},3,3^FS`,
    text(left, 500, 20, t('shipment.parcel')),
    text(left, 524, 80, `${parcel.position} / ${paper.parcels.length}`, 420),
    ...facts.flatMap(([name, value], index) => [
      text(left, 622 + 36 * index, 22, name, 150),
      text(left + 160, 620 + 36 * index, 26, value, 290),
    ]),
    ...(paper.void ? stamp(t('shipment.void')) : codes(parcel, t('shipment.receivingDesk'))),
    '^PQ1,0,1,N',
    '^XZ',
    '',
  ].join('\n');
}

/** The QR code for the receiving desk and, at the foot, the bar code with what it says. */
function codes(parcel: PaperParcel, desk: string): string[] {
  const { symbology, text: coded, hri } = parcelSymbol(parcel);
  const module = MODULE[symbology];
  const x = Math.round((LABEL.width - MODULES[symbology] * module) / 2);
  // `>;` starts in subset C, `>8` is FNC1; without them `^BC` encodes in subset B.
  const data = parcel.sscc ? `>;>800${parcel.sscc}` : coded;
  return [
    `^FO516,506^BQN,2,6^FH^FDMA,${escaped(parcel.url)}^FS`,
    text(524, 734, 20, desk, 252),
    ...(parcel.sscc ? [text(524, 762, 22, parcel.code, 252)] : []),
    `^BY${module}`,
    `^FO${x},838^BCN,256,N,N,N,N^FD${data}^FS`,
    `^FO${LABEL.margin},1110^A0N,36,36^FB${INNER},1,0,C,0^FH^FD${escaped(hri)}^FS`,
  ];
}

/** White on black where the codes would be. */
function stamp(word: string): string[] {
  return [
    `^FO${LABEL.margin},838^GB${INNER},270,270^FS`,
    `^FO${LABEL.margin},922^FR^A0N,150,150^FB${INNER},1,0,C,0^FH^FD${escaped(word)}^FS`,
  ];
}

/** A line of text in dots, set smaller, then cut, until it fits `width`. */
function text(x: number, y: number, height: number, words: string, width = INNER): string {
  const line = cleanText(words).replace(/\s+/g, ' ');
  const wide = ems(line) * height;
  const size =
    wide <= width ? height : Math.max(Math.round(height * 0.6), Math.floor((height * width) / wide));
  let fitting = [...line];
  if (ems(line) * size > width) {
    while (fitting.length > 0 && ems(`${fitting.join('')}…`) * size > width) fitting = fitting.slice(0, -1);
    fitting.push('…');
  }
  return `^FO${x},${y}^A0N,${size},${size}^FH^FD${escaped(fitting.join(''))}^FS`;
}

/** How wide a text is in the printer's scalable face, in heights of it; rather too much than too little. */
function ems(line: string): number {
  let sum = 0;
  for (const character of line) {
    if (/[iljtfI.,:;'!|()[\] -]/.test(character)) sum += 0.36;
    else if (/[mwMW@%]/.test(character)) sum += 0.92;
    else if (/[A-Z0-9ÄÖÜ]/.test(character)) sum += 0.64;
    else sum += character < '\u0500' ? 0.56 : 1;
  }
  return sum;
}

/**
 * Field data that only ever prints: after `^FH` every byte but letters, digits and harmless signs is written as `_` and
 * two hexadecimal digits of its UTF-8, so that no name can be a command (`^`, `~`), an escape (`_`, `\`) or a line of its own.
 */
function escaped(data: string): string {
  return Array.from(Buffer.from(data, 'utf8'), (byte) => {
    const character = String.fromCharCode(byte);
    return /[A-Za-z0-9 .,:;/?=()-]/.test(character)
      ? character
      : `_${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
}
