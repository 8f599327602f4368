/** A value of a cell: what is not text is written as JSON. */
export type Row = Record<string, unknown>;

/** A table of an export; its rows are read in pages, so that no number of them is too large. */
export type Table = {
  name: TableName;
  /** The columns of the spreadsheet and of the page; the JSON has everything. */
  columns: readonly string[];
  rows(): AsyncGenerator<Row>;
};

export const TABLES = [
  'people',
  'invitations',
  'emailChanges',
  'sessions',
  'passkeys',
  'identities',
  'knownBrowsers',
  'recoveryCodes',
  'apiKeys',
  'webhooks',
  'orders',
  'messages',
  'files',
  'mails',
  'decisions',
  'links',
  'visits',
  'offers',
  'contracts',
  'imports',
  'events',
] as const;
export type TableName = (typeof TABLES)[number];

/** A stored file of an export and its name in it. */
export type ExportedFile = { path: string; key: string };

/** Everything that is exported about somebody. */
export type Contents = {
  /** Whom it is about, as the page's title. */
  title: string;
  profile: Row;
  tables: Table[];
  files(): AsyncGenerator<ExportedFile>;
};

/** A name that every system takes as one of a file. */
export function fileName(name: string): string {
  const plain = name.replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]+/gu, '_').replace(/^\.+/, '_');
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(plain)?.[0] ?? '';
  return plain.slice(0, plain.length - ending.length).slice(0, 100) + ending;
}

/** A value as a text of a cell: lists of texts by commas, other compound values as JSON. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
