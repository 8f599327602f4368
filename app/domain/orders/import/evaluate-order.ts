import { cleanText } from '~/platform/text';
import { parseIdentifier } from '../../devices/rules';
import { errorKey, type OrderForm } from '../schema';
import type { ImportContext } from './context.server';
import type { FoundCustomer, KnownCustomer } from './customer-book';
import { answersOf, choose, identifierOf, secondSerial } from './order-fields';
import { cut, deviceNameOf, type RowValue, rowValues } from './row-values';
import type { FileRow } from './rows.server';
import { type ImportField, isOrderNumber, type RowProblem } from './rules';

/** A row as an order, as far as it says so by itself. */
export type OrderRow = {
  source: FileRow;
  problems: RowProblem[];
  /** What the order form makes of it; null when it is not right. */
  form: (OrderForm & { manufacturer: string }) | null;
  found: FoundCustomer;
  /** The order of ours that it is a copy of. */
  orderNumber: string | null;
};

type Value = (field: ImportField) => RowValue;

const FIELD_OF: Record<string, ImportField> = { locationId: 'location', shippingMethodId: 'shippingMethod' };

/** Reads a row by the mapping and checks it as the order form would. */
export function evaluateOrder(context: ImportContext, source: FileRow): OrderRow {
  const values = rowValues(source.cells, context.columns, context.mapping, context.byField);
  const device = deviceNameOf(values);
  const value: Value = (field) =>
    field === 'deviceName' ? (device.text === '' ? constantName(context, device) : device) : values(field);
  const problems: RowProblem[] = shapeProblems(context, source);
  const add = (field: string, code: string) => {
    const { column, text } = value(field as ImportField);
    if (!problems.some((one) => one.field === field))
      problems.push({ field, column, code, value: cut(text) });
  };
  const found = context.customers.find(
    value('customer').text,
    value('customerNumber').text,
    value('customerName').text,
  );
  if ('code' in found) add(found.field, found.code);
  const identifier = identifierOf(value);
  if (identifier.problem) add(identifier.problem.field, identifier.problem.code);
  const parsed = identifier.typed === '' ? null : parseIdentifier(identifier.typed);
  if (parsed && !parsed.ok) add(identifier.field, errorKey(parsed.code, parsed.details));
  const place = choose('location', value('location').text, context.places);
  const shipping = choose('shippingMethod', value('shippingMethod').text, context.shipping);
  for (const { problem } of [place, shipping]) if (problem) add(problem.field, problem.code);
  const customer = 'customer' in found ? found.customer : null;
  const checked = context.schema.safeParse({
    customer: 'x',
    locationId: place.value,
    shippingMethodId: shipping.value,
    identifier: identifier.typed,
    noIdentifier: context.mapping.noIdentifier ? 'on' : '',
    deviceName: value('deviceName').text,
    problem: value('problem').text,
    customerReferences: value('customerReferences').text,
    internalReferences: value('internalReferences').text,
    ...deliveryOf(context, customer),
    ...answersOf(context.setup, value),
  });
  for (const issue of checked.success ? [] : checked.error.issues) {
    const path = String(issue.path[0]);
    add(path === 'identifier' ? identifier.field : (FIELD_OF[path] ?? path), issue.message);
  }
  const number = value('orderNumber').text.trim();
  return {
    source,
    problems,
    found,
    orderNumber: isOrderNumber(number) ? number : null,
    form:
      checked.success && problems.length === 0
        ? Object.assign(checked.data, {
            serial: checked.data.serial ?? secondSerial(value, identifier.field),
            manufacturer: cleanText(value('manufacturer').text).slice(0, 200),
          })
        : null,
  };
}

const constantName = ({ mapping }: ImportContext, { column }: RowValue): RowValue => ({
  text: mapping.constants.deviceName ?? '',
  column,
});

/** What is wrong with the row itself, wherever its cells belong. */
export function shapeProblems(
  { columns }: Pick<ImportContext, 'columns'>,
  { cells, malformed }: FileRow,
): RowProblem[] {
  const whole = (code: string): RowProblem => ({
    field: '',
    column: null,
    code,
    value: cut(cells.join(' | ')),
  });
  if (malformed) return [whole('csv_quotes')];
  const extra = cells.slice(columns.list.length).some((cell) => cell.trim() !== '');
  return extra
    ? [whole(errorKey('csv_too_many_cells', { given: cells.length, expected: columns.list.length }))]
    : [];
}

/** The way back that the import names; to the order's customer, or to the account where it says so. */
function deliveryOf(
  { mapping, stored }: ImportContext,
  customer: KnownCustomer | null,
): Record<string, string> {
  const { deliveryMethodId = '', deliverTo = 'customer' } = mapping.constants;
  const to = deliverTo === 'account' ? stored.account : customer;
  return {
    deliveryMethodId,
    // Of a customer that is not known yet the address is asked for where it is added.
    deliveryName: to?.name ?? '',
    deliveryStreet: to?.street ?? '',
    deliveryPostalCode: to?.postalCode ?? '',
    deliveryCity: to?.city ?? '',
    deliveryCountry: to?.country ?? '',
  };
}
