import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import Papa from 'papaparse';

/** LibreOffice, where this machine has one. */
export const SOFFICE = [
  '/usr/bin/soffice',
  '/usr/bin/libreoffice',
  '/Applications/LibreOffice.app/Contents/MacOS/soffice',
].find(existsSync);

/**
 * Tokens of LibreOffice's CSV filter behind the delimiter: quote, UTF-8, first row, columns, English (US), quoted cells are
 * no text for that, special numbers are found; as shown, as formulas, spaces, sheet, and formulas are worked out.
 */
const DIALECT = '34,76,1,,1033,false,true,false,false,false,0,true';

/** A CSV file as LibreOffice understood it. */
export type Sheet = {
  /** The formulas of its cells. */
  formulas: string[];
  /** The kinds of values that stand in them, as OpenDocument names them: string, float, date, boolean … */
  types: Set<string>;
  /** What the cells say. */
  rows: string[][];
};

/** What a person finds who opens a CSV file in LibreOffice and lets it find numbers, dates and formulas. */
export async function openInSpreadsheet(file: Uint8Array, delimiter: string): Promise<Sheet> {
  const folder = await mkdtemp(path.join(tmpdir(), 'spreadsheet-'));
  const save = async (ending: string, filter: string) => {
    const out = path.join(folder, ending);
    const args = [
      `-env:UserInstallation=file://${folder}/profile`,
      '--headless',
      `--infilter=CSV:${delimiter.charCodeAt(0)},${DIALECT}`,
      '--convert-to',
      `${ending}:${filter}`,
      '--outdir',
      out,
      path.join(folder, 'file.csv'),
    ];
    await promisify(execFile)(SOFFICE ?? '', args, { timeout: 120_000 });
    return readFile(path.join(out, `file.${ending}`), 'utf8');
  };
  try {
    await writeFile(path.join(folder, 'file.csv'), file);
    const flat = await save('fods', 'OpenDocument Spreadsheet Flat XML');
    // Texts are read from what it saves as CSV: its OpenDocument has no tabs in cells of several lines.
    const saved = await save('csv', 'Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true');
    return {
      formulas: [...flat.matchAll(/table:formula="([^"]*)"/g)].map(([, formula = '']) => formula),
      types: new Set([...flat.matchAll(/office:value-type="(\w+)"/g)].map(([, type = '']) => type)),
      rows: Papa.parse<string[]>(saved, { delimiter: ',', skipEmptyLines: true }).data,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
