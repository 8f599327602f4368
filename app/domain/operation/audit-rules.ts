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

/** A field of an event's data that is told beside its sentence, as it is stored: what it is now, or from what to what it was changed. */
export type AuditDetail = { field: string; from?: unknown; to: unknown };

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

const NAME_MAX = 300;

/** What an event is about by its own data, such as the name of a question; empty where it does not say. */
export function nameOf(data: Record<string, unknown>): string {
  const name = NAMES.find((one) => typeof data[one] === 'string' && data[one] !== '');
  return name ? String(data[name]).slice(0, NAME_MAX) : '';
}

/** Of no use to people: what makes a repeat known, and ids, of which the row tells. */
const HIDDEN = ['submissionKey', 'import', 'id', 'mail', 'resentFrom', 'sequence', 'links', 'targets'];

/** True for a field that is not told, unless it was changed. */
export const isHidden = (field: string) => HIDDEN.includes(field) || /Ids?$/.test(field);

type Change = { from?: unknown; to?: unknown };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const changed = ([field, change]: [string, unknown]): AuditDetail => {
  const { from = null, to = null } = (change ?? {}) as Change;
  return { field, from, to };
};

/** The mail or the status whose words were changed. */
function subjectOf({ template, status, locale }: Record<string, unknown>): AuditDetail[] {
  if (template !== undefined)
    return [{ field: 'template', to: template }, ...(locale ? [{ field: 'locale', to: locale }] : [])];
  return status === undefined ? [] : [{ field: 'status', to: status }];
}

/**
 * The details of an event: what was changed from what to what, else what its data say beside the name. What became of an order
 * stands in its sentence; what is not so is told of new things only.
 */
export function detailsOf(type: string, data: Record<string, unknown>): AuditDetail[] {
  const { changes } = data;
  if (isObject(changes)) return [...subjectOf(data), ...Object.entries(changes).map(changed)];
  const name = nameOf(data);
  return Object.entries(data)
    .filter(([field, value]) => !isHidden(field) && value !== name)
    .filter(([, value]) => value !== false || type.endsWith('.added'))
    .filter(([field]) => !(type.startsWith('order.') && (field === 'from' || field === 'to')))
    .map(([field, value]) =>
      isObject(value) && 'from' in value && 'to' in value ? changed([field, value]) : { field, to: value },
    );
}
