import type { Db } from '~/platform/db.server';
import { createCustomer } from '../../companies/create-customer.server';
import { type CustomerFields, customerSchema } from '../../companies/customer-schema';
import { errorKey } from '../schema';
import type { ImportContext } from './context.server';
import { readLanguage } from './customer-values';
import { shapeProblems } from './evaluate-order';
import { cut, rowValues } from './row-values';
import type { FileRow } from './rows.server';
import { CUSTOMER_FIELDS, type CustomerField, type RowProblem, type RowState } from './rules';

/** A row of a file of customers, and what it comes to. */
export type CheckedCustomer = {
  source: FileRow;
  state: RowState;
  problems: RowProblem[];
  orderId: null;
  fields: CustomerFields | null;
};

/** Checks rows as the form of a customer would. A number that is there already is known, and left alone. */
export function checkCustomers(
  context: ImportContext,
  rows: readonly FileRow[],
  numbers: Map<string, number>,
): CheckedCustomer[] {
  return rows.map((source) => {
    const value = rowValues(source.cells, context.columns, context.mapping, context.byField);
    const whole = (state: RowState, code: string): CheckedCustomer => {
      const { column, text } = value('number');
      return {
        source,
        state,
        orderId: null,
        fields: null,
        problems: [{ field: 'number', column, code, value: cut(text) }],
      };
    };
    const problems = shapeProblems(context, source);
    if (problems.length > 0) return { source, state: 'error', problems, orderId: null, fields: null };
    const number = value('number').text.trim();
    const there = context.customers.numbered(number);
    if (there) return whole('known', errorKey('import_customer_known', { name: there.name }));
    const first = numbers.get(number.toLowerCase());
    if (number !== '' && first !== undefined)
      return whole('error', errorKey('import_number_twice', { row: first }));
    const parsed = customerSchema.safeParse(customerFields(context, (field) => value(field).text));
    // Without a number the same row sent again would be another customer.
    if (number === '') return whole('error', 'required');
    numbers.set(number.toLowerCase(), source.number);
    if (parsed.success) return { source, state: 'ready', problems: [], orderId: null, fields: parsed.data };
    const wrong = parsed.error.issues.map((issue): RowProblem => {
      const field = String(issue.path[0]) as CustomerField;
      const { column, text } = value(field);
      return { field, column, code: issue.message, value: cut(text) };
    });
    return { source, state: 'error', problems: wrong, orderId: null, fields: null };
  });
}

/** What is not said is as with the account. */
function customerFields(
  { customers }: ImportContext,
  text: (field: CustomerField) => string,
): Record<string, string> {
  const said = Object.fromEntries(CUSTOMER_FIELDS.map((field) => [field, text(field)]));
  const defaults = customers.defaults();
  const locale = readLanguage(said.locale ?? '');
  return {
    ...said,
    country: said.country?.trim() || defaults.country || '',
    currency: said.currency?.trim() || defaults.currency || '',
    locale: locale || defaults.locale || '',
  };
}

/** Adds the customer of a right row to the account, in the caller's transaction. */
export async function addCustomer(
  tx: Db,
  { viewer, stored, customers }: ImportContext,
  fields: CustomerFields,
) {
  const { id } = await createCustomer(tx, viewer, stored.accountId, fields);
  const customer = { ...fields, id, active: true };
  customers.add(customer);
  return customer;
}
