/** The kinds of events that the audit log is filtered by: what the names of their types begin with. */
export const AUDIT_GROUPS = {
  access: ['account', 'person', 'api_key'],
  orders: ['order', 'onsite', 'attachment', 'note', 'message', 'guest'],
  shipments: ['shipment'],
  quotes: ['quote'],
  offers: ['basket', 'offer', 'contract'],
  billing: ['settlement'],
  customers: ['customer', 'company'],
  imports: ['import'],
  setup: [
    'automation',
    'canned_reply',
    'catalogue',
    'checklist_item',
    'gate',
    'location',
    'mail_text',
    'operator',
    'plan',
    'question',
    'service_type',
    'setup',
    'status_text',
    'targets',
  ],
  running: ['job', 'mail', 'search', 'webhook'],
  privacy: ['data'],
} as const satisfies Record<string, readonly string[]>;

export type AuditGroup = keyof typeof AUDIT_GROUPS;

export const AUDIT_GROUP_NAMES = Object.keys(AUDIT_GROUPS) as AuditGroup[];

/** What the audit log is asked for; what is empty or null is not asked. */
export type AuditFilter = {
  /** A part of the name or the e-mail address of who did it. */
  person: string;
  kind: AuditGroup | null;
  /** The number of an order or a shipment, an SP-ID, or the number or a part of the name of a company. */
  about: string;
  /** The first and the last day, `YYYY-MM-DD`, in the operator's time zone. */
  from: string | null;
  until: string | null;
};

/** A field of an event's data that is told beside its sentence: what it is now, or from what to what it was changed. */
export type AuditDetail = { field: string; from?: string; to: string };

const VALUE_MAX = 300;

/** A value for people who look after the portal; empty for nothing. */
export function plainValue(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return cut(value.map(plainValue).join(', '));
  return cut(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

function cut(text: string): string {
  return text.length > VALUE_MAX ? `${text.slice(0, VALUE_MAX)} …` : text;
}

/** What of the data names the thing, the first that is there. */
const NAMES = [
  'name',
  'label',
  'labelEn',
  'nameEn',
  'settlement',
  'quote',
  'offer',
  'contract',
  'basket',
  'shipment',
  'sku',
  'code',
  'task',
  'fileName',
  'location',
] as const;

/** What an event is about by its own data, such as the name of a question; empty where it does not say. */
export function nameOf(data: Record<string, unknown>): string {
  const name = NAMES.find((one) => typeof data[one] === 'string' && data[one] !== '');
  return name ? plainValue(data[name]) : '';
}

/** The details of an event: what was changed from what to what, else what its data say beside the name. */
export function detailsOf(data: Record<string, unknown>): AuditDetail[] {
  const { changes, from, to, ...rest } = data;
  if (typeof changes === 'object' && changes !== null)
    return Object.entries(changes as Record<string, { from?: unknown; to?: unknown }>).map(
      ([field, change]) => ({
        field,
        from: plainValue(change?.from),
        to: plainValue(change?.to),
      }),
    );
  const name = nameOf(data);
  const moved = from === undefined && to === undefined ? {} : { from, to };
  return Object.entries({ ...moved, ...rest })
    .filter(([field]) => !/Id$|Ids$/.test(field))
    .map(([field, value]) => ({ field, to: plainValue(value) }))
    .filter(({ to: value }) => value !== '' && value !== name);
}
