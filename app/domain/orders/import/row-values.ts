import { unescapeCell } from '~/platform/csv';
import { cleanText } from '~/platform/text';
import type { ImportColumns, ImportField, ImportMapping } from './rules';

/** What a row says about a field, and in which column (from 0); null where it is the constant of the import. */
export type RowValue = { text: string; column: number | null };

/** Values that people write for *none*. */
const NONE = /^(?:-+|n\/?a|none|null|unknown|unbekannt|keine?|ohne|\?+)$/i;

/** How the texts of several columns become one; of others the first that is filled counts. */
const JOINED: Partial<Record<ImportField, string>> = {
  deviceName: ' ',
  model: ' ',
  problem: '\n',
  customerReferences: ', ',
  internalReferences: ', ',
};

/** The columns of each field. */
export function columnsByField(mapping: ImportMapping): Map<ImportField, number[]> {
  const found = new Map<ImportField, number[]>();
  mapping.columns.forEach((field, column) => {
    if (field === '') return;
    const others = found.get(field);
    if (others) others.push(column);
    else found.set(field, [column]);
  });
  return found;
}

/** Reads the fields of a row; a field that its columns leave empty has the constant of the import. */
export function rowValues(
  cells: readonly string[],
  columns: Pick<ImportColumns, 'guarded'>,
  mapping: Pick<ImportMapping, 'constants'>,
  byField: ReadonlyMap<ImportField, number[]>,
): (field: ImportField) => RowValue {
  return (field) => {
    const filled = (byField.get(field) ?? []).flatMap((column) => {
      const cell = cells[column] ?? '';
      const text = columns.guarded ? unescapeCell(cell) : cell;
      return text.trim() === '' ? [] : [{ text, column }];
    });
    const [first] = filled;
    if (!first) return { text: mapping.constants[field] ?? '', column: byField.get(field)?.[0] ?? null };
    const joint = JOINED[field];
    return joint === undefined
      ? first
      : { ...first, text: filled.map(({ text }) => text.trim()).join(joint) };
  };
}

/**
 * A device's name from what a row says of it: maker, name and model, each once; the category where nothing else names it.
 */
export function deviceNameOf(value: (field: ImportField) => RowValue): RowValue {
  const text = (field: ImportField) => {
    const said = value(field).text.trim();
    return NONE.test(said) ? '' : said;
  };
  const parts = [text('manufacturer'), text('deviceName'), text('model')];
  if (parts[1] === '' && parts[2] === '') parts.push(text('category'));
  const name = parts.reduce((known, part) => {
    if (part === '' || known.toLowerCase().includes(part.toLowerCase())) return known;
    return part.toLowerCase().startsWith(`${known.toLowerCase()} `) ? part : `${known} ${part}`.trim();
  }, '');
  const column = [value('deviceName'), value('model'), value('category'), value('manufacturer')].find(
    (one) => one.column !== null,
  );
  return { text: name, column: column?.column ?? null };
}

/** What is wrong is shown with so many characters. */
const SHOWN = 120;

/** The beginning of a cell, as it is shown. */
export function cut(text: string, shown = SHOWN): string {
  const clean = cleanText(text.slice(0, shown * 2));
  return clean.length > shown ? `${clean.slice(0, shown)}…` : clean;
}
