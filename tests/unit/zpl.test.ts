import { describe, expect, test } from 'vitest';
import { zplLabels } from '../../app/domain/documents/zpl';
import { anyCharacter } from '../support/any-character';
import fc from '../support/fast-check';
import { parcel, shipmentPaper } from '../support/shipment-paper';

/** The commands a label may have, with what their parameters look like (Zebra, ZPL II Programming Guide). */
const COMMANDS: Record<string, RegExp> = {
  '^XA': /^$/,
  '^XZ': /^$/,
  '^CI': /^28$/,
  '^PW': /^\d+$/,
  '^LL': /^\d+$/,
  '^LH': /^0,0$/,
  '^LT': /^0$/,
  '^FO': /^\d+,\d+$/,
  '^GB': /^\d+,\d+,\d+$/,
  '^FS': /^$/,
  '^A0': /^N,\d+,\d+$/,
  '^FB': /^\d+,1,0,C,0$/,
  '^FR': /^$/,
  '^FH': /^$/,
  '^FD': /^[\x20-\x7d]*$/,
  '^BY': /^[34]$/,
  '^BC': /^N,\d+,N,N,N,N$/,
  '^BQ': /^N,2,\d+$/,
  '^PQ': /^1,0,1,N$/,
};

type Command = { name: string; parameters: string };

/** Reads ZPL as a printer does: every `^` or `~` begins a command, wherever it stands. */
function parse(zpl: string): Command[] {
  expect(zpl).toMatch(/^[\n\x20-\x7e]*$/);
  const [before, ...parts] = zpl.split(/(?=[\^~])/);
  if (before !== undefined && !before.startsWith('^')) throw new Error('text before the first command');
  return [before ?? '', ...parts].map((part) => {
    const name = part.slice(0, 3);
    const parameters = part.slice(3).replace(/\n/g, '');
    const form = COMMANDS[name];
    if (!form?.test(parameters)) throw new Error(`not a command of a label: ${part}`);
    return { name, parameters };
  });
}

/** What `^FD` prints: after `^FH` an underscore and two digits are a byte of UTF-8. */
function printed(commands: Command[]): string[] {
  return commands.flatMap(({ name, parameters }, index) => {
    if (name !== '^FD') return [];
    if (commands[index - 1]?.name !== '^FH') return [parameters];
    const bytes = parameters.replace(/_([0-9A-F]{2})/g, (_, hex) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    return [Buffer.from(bytes, 'latin1').toString('utf8')];
  });
}

const count = (commands: Command[], name: string) =>
  commands.filter((command) => command.name === name).length;

describe('ZPL labels', () => {
  test('one label a parcel, with both codes and everything that is said', () => {
    const paper = shipmentPaper({ parcels: [parcel(1, []), parcel(2, [], '7612345')] });
    const commands = parse(zplLabels(paper).toString('ascii'));
    for (const name of ['^XA', '^XZ', '^BC', '^BQ', '^BY']) expect(count(commands, name), name).toBe(2);
    const texts = printed(commands);
    for (const text of [
      'Handelshaus Öztürk AG',
      'Alpenfix Service AG',
      '1 / 2',
      '2.674 kg',
      'MA,https://portal.alpenfix.example/receive?code=SH-2026-000123-02',
      'SH-2026-000123-01',
      '(00) 076123450000000022',
    ])
      expect(texts).toContain(text);
    // Start in subset C, FNC1, then the application identifier and the SSCC in pairs of digits.
    expect(texts).toContain('>;>800076123450000000022');
  });

  test('everything is on a sheet of 4 × 6 in, and of A6, with quiet zones at the bar code', () => {
    const paper = shipmentPaper({ parcels: [parcel(1, []), parcel(2, [], '7612345')] });
    const commands = parse(zplLabels(paper).toString('ascii'));
    const modules = [222 * 3, 156 * 4];
    let bars = 0;
    for (const [index, { name, parameters }] of commands.entries()) {
      if (name === '^FO') {
        const [x = 0, y = 0] = parameters.split(',').map(Number);
        expect(x).toBeLessThan(812);
        expect(y).toBeLessThan(1184);
        if (commands[index + 1]?.name !== '^BC') continue;
        const width = modules[bars++] ?? 0;
        expect(x).toBeGreaterThanOrEqual(40);
        expect(812 - x - width).toBeGreaterThanOrEqual(40);
      }
    }
    expect(bars).toBe(2);
  });

  test('void ones say so and have no code', () => {
    const commands = parse(zplLabels(shipmentPaper({ void: true })).toString('ascii'));
    expect(count(commands, '^BC') + count(commands, '^BQ')).toBe(0);
    expect(printed(commands).filter((text) => text === 'UNGÜLTIG')).toHaveLength(2);
  });

  test('no name is a command, and what fits is printed as it is', () => {
    const plain = parse(zplLabels(shipmentPaper()).toString('ascii')).map(({ name }) => name);
    const nasty = fc.oneof(
      fc.string({ unit: anyCharacter, maxLength: 60 }),
      fc.constantFrom('^XZ^XA', '~JA', '^FD_5E', '_7EHM', '\\&^FS', '>;>8', '\u001b\n^XZ', '漢字😀ש'),
    );
    fc.assert(
      fc.property(nasty, (name) => {
        const side = { name, lines: ['Werkstrasse 12', name] };
        const paper = shipmentPaper({
          from: side,
          to: { name, lines: ['a', name, 'b'] },
          method: name || 'x',
        });
        expect(parse(zplLabels(paper).toString('ascii')).map((command) => command.name)).toEqual(plain);
      }),
      { numRuns: 100 },
    );
    const from = { name: 'A^B~C_D\\E "Ö" <&>', lines: ['Werkstrasse 12', 'x', 'y'] };
    expect(printed(parse(zplLabels(shipmentPaper({ from })).toString('ascii')))).toContain(from.name);
  });

  test('a long name is set smaller and then cut, never wider than the label', () => {
    const to = { name: 'W'.repeat(400), lines: [] };
    const commands = parse(zplLabels(shipmentPaper({ to })).toString('ascii'));
    const cut = printed(commands).find((text) => text.startsWith('WW')) ?? '';
    expect(cut.endsWith('…')).toBe(true);
    expect(cut.length).toBeLessThan(30);
  });
});
