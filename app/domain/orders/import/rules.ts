import type { Encoding, ReadDelimiter } from '~/platform/csv-read';

/** What an import is made of. Pure: pages and jobs share it. */

export const IMPORT_KINDS = ['orders', 'customers'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export const IMPORT_LIMITS = { bytes: 25_000_000, rows: 50_000, columns: 300 } as const;

/** What a column of a file of orders can mean. `answer-N` is the answer to the operator's question N. */
export const ORDER_FIELDS = [
  'orderNumber',
  'customer',
  'customerNumber',
  'customerName',
  'deviceName',
  'manufacturer',
  'model',
  'category',
  'identifier',
  'imei',
  'serial',
  'problem',
  'customerReferences',
  'internalReferences',
  'location',
  'shippingMethod',
] as const;

/** What a column of a file of customers can mean. */
export const CUSTOMER_FIELDS = [
  'number',
  'name',
  'email',
  'phone',
  'street',
  'postalCode',
  'city',
  'country',
  'vatId',
  'currency',
  'locale',
] as const;

export type OrderField = (typeof ORDER_FIELDS)[number];
export type CustomerField = (typeof CUSTOMER_FIELDS)[number];
export type AnswerField = `answer-${number}`;
/** '' is a column that is left out. */
export type ImportField = OrderField | CustomerField | AnswerField | '';

/** The fields of a kind, without the answers. */
export const fieldsOf = (kind: ImportKind): readonly (OrderField | CustomerField)[] =>
  kind === 'orders' ? ORDER_FIELDS : CUSTOMER_FIELDS;

export const isField = (kind: ImportKind, field: string): field is ImportField =>
  field === '' ||
  fieldsOf(kind).some((one) => one === field) ||
  (kind === 'orders' && /^answer-\d{1,9}$/.test(field));

/** A column of a file, with its first values. */
export type ImportColumn = { name: string; samples: string[]; filled: number };

/** What was found out about a file. */
export type ImportColumns = {
  /** Its first record names the columns. */
  header: boolean;
  /** It is an export of this portal for spreadsheets, whose cells carry guards (`escapeCell`). */
  guarded: boolean;
  /** The same for files with the same columns. */
  signature: string;
  list: ImportColumn[];
};

/** How a file is read. */
export type ImportDialect = { encoding: Encoding; delimiter: ReadDelimiter };

/** What the columns mean, what stands where they are empty, and what is done with what is not plain. */
export type ImportMapping = {
  /** A field for each column. */
  columns: ImportField[];
  /** Values by field for rows without one, such as `location`, `shippingMethod`, `customer`, `deliveryMethodId`. */
  constants: Record<string, string>;
  /** Rows without IMEI or serial are devices that have none. */
  noIdentifier: boolean;
};

/** What is also created. */
export type ImportChoices = { duplicates: boolean; customers: boolean };

export const IMPORT_STATES = ['mapping', 'checking', 'checked', 'creating', 'done', 'failed'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** What became of a row: `known` has its order already, `new_customer` names a customer that is not known. */
export const ROW_STATES = ['ready', 'created', 'error', 'duplicate', 'new_customer', 'known'] as const;
export type RowState = (typeof ROW_STATES)[number];

export type ImportCounts = Partial<Record<RowState, number>>;

/** What is wrong in which column. `code` is a key of the namespace `errors` with its values; `value` what stands there. */
export type RowProblem = { field: string; column: number | null; code: string; value: string };

/** The states of rows that become orders or customers when it is so chosen. */
export function creatable(choices: ImportChoices): RowState[] {
  return [
    'ready',
    ...(choices.duplicates ? (['duplicate'] as const) : []),
    ...(choices.customers ? (['new_customer'] as const) : []),
  ];
}

/** True while a job works on it. */
export const isRunning = (state: string) => state === 'checking' || state === 'creating';

/** A number that this portal gives out. */
export const isOrderNumber = (text: string) => /^RO-\d{4}-\d{6,}$/.test(text.trim());
