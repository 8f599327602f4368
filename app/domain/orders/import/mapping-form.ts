import { cleanText } from '~/platform/text';
import { answerField, type OrderFormSetup } from '../schema';
import { type ImportColumns, type ImportField, type ImportKind, type ImportMapping, isField } from './rules';

/** Fields of the mapping form. */
export const columnField = (column: number) => `column-${column}`;
export const constantField = (field: string) => `constant-${field}`;

/** Reads the mapping form; what is unknown is left out. Fails never. */
export function readMapping(
  kind: ImportKind,
  columns: ImportColumns,
  form: Record<string, string>,
): ImportMapping {
  const constants = Object.entries(form).flatMap(([name, value]) => {
    const field = /^constant-([\w-]{1,40})$/.exec(name)?.[1];
    const text = cleanText(value).slice(0, 20_000);
    return field && text !== '' ? [[field, text] as const] : [];
  });
  return {
    columns: columns.list.map((_, column): ImportField => {
      const field = form[columnField(column)] ?? '';
      return isField(kind, field) ? field : '';
    }),
    constants: Object.fromEntries(constants),
    noIdentifier: form.noIdentifier !== undefined && form.noIdentifier !== '',
  };
}

/**
 * What neither a column nor a constant says, so that no row could become anything: error keys by the field of the form.
 * @param account the kind of the account
 */
export function mappingGaps(
  kind: ImportKind,
  mapping: ImportMapping,
  setup: OrderFormSetup,
  account: string,
): Record<string, string> {
  const missing = (...fields: string[]) =>
    !fields.some((field) => mapping.columns.includes(field as ImportField) || mapping.constants[field]);
  const gaps: [string, boolean][] =
    kind === 'customers'
      ? [
          ['number', missing('number')],
          ['name', missing('name')],
        ]
      : [
          ['customer', account === 'reseller' && missing('customer', 'customerNumber', 'customerName')],
          ['location', missing('location')],
          ['deviceName', missing('deviceName', 'manufacturer', 'model', 'category')],
          ['problem', missing('problem')],
          ['deliveryMethodId', setup.deliveryMethods.length > 0 && missing('deliveryMethodId')],
          ...setup.questions.map(({ id, required }): [string, boolean] => [
            answerField(id),
            required && missing(answerField(id)),
          ]),
        ];
  return Object.fromEntries(gaps.flatMap(([field, gap]) => (gap ? [[field, 'import_needed'] as const] : [])));
}
