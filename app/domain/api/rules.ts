import type { Role } from '../auth/rules';

/** What the API is, as data: its scopes and its refusals. */

export const SCOPES = [
  'orders:read',
  'orders:write',
  'onsite:write',
  'customers:read',
  'customers:write',
  'shipments:read',
  'shipments:write',
  'quotes:read',
  'quotes:write',
  'settlements:read',
  'settlements:write',
  'webhooks:read',
  'webhooks:write',
] as const;
export type Scope = (typeof SCOPES)[number];

/** The key of what a scope allows, in the namespace `api` below `scopes`. */
export const scopeKey = (scope: Scope) => scope.replace(':', '_') as ScopeKey;
type ScopeKey = Scope extends infer Name
  ? Name extends `${infer Noun}:${infer Verb}`
    ? `${Noun}_${Verb}`
    : never
  : never;

const WEBHOOKS = ['webhooks:read', 'webhooks:write'] as const satisfies readonly Scope[];

/** What somebody in each role can do with a key; within its scopes it may do what its person may, and nothing else. */
const USEFUL: Record<Role, readonly Scope[]> = {
  customer: ['orders:read', 'orders:write', 'quotes:read', 'quotes:write', ...WEBHOOKS],
  reseller: SCOPES.filter((scope) => !/^(onsite|settlements):/.test(scope)),
  technician: ['orders:read', 'orders:write', 'shipments:read', 'shipments:write', 'quotes:read'],
  partner: ['orders:read', 'orders:write', 'settlements:read', 'settlements:write', ...WEBHOOKS],
  administrator: SCOPES.filter((scope) => scope !== 'quotes:write' && scope !== 'settlements:write'),
};

/** The scopes that are of use to somebody in this role. */
export const usefulScopes = (role: Role): readonly Scope[] => USEFUL[role];

/** Every key begins with this. */
export const KEY_PREFIX = 'rp_';

/** A refusal: its status, the key of its sentence in the namespace `errors`, and the field of the body that it is about. */
type ProblemRule = { status: number; words: string; field?: string };

/** Every refusal by its name; those of commands have the name of their `DomainError`. */
export const PROBLEMS = {
  bad_json: { status: 400, words: 'api_bad_json' },
  bad_form: { status: 400, words: 'api_bad_form' },
  idempotency_key_missing: { status: 400, words: 'api_key_header_missing' },
  unauthorized: { status: 401, words: 'api_unauthorized' },
  scope_missing: { status: 403, words: 'api_scope_missing' },
  not_allowed: { status: 403, words: 'not_allowed' },
  foreign_origin: { status: 403, words: 'api_foreign' },
  not_found: { status: 404, words: 'not_found' },
  method_not_allowed: { status: 405, words: 'api_method' },
  idempotency_busy: { status: 409, words: 'api_busy' },
  customer_is_account: { status: 409, words: 'customer_is_account' },
  customer_number_taken: { status: 409, words: 'customer_number_taken', field: 'number' },
  device_ordered: { status: 409, words: 'api_device_ordered', field: 'secondOrder' },
  draft_has_no_files: { status: 409, words: 'draft_has_no_files' },
  draft_has_no_messages: { status: 409, words: 'draft_has_no_messages' },
  move_not_allowed: { status: 409, words: 'move_not_allowed' },
  onsite_not_prepaid: { status: 409, words: 'onsite_not_prepaid' },
  onsite_not_released: { status: 409, words: 'onsite_not_released' },
  order_changed: { status: 409, words: 'order_changed' },
  order_closed: { status: 409, words: 'order_closed' },
  orders_not_settled: { status: 409, words: 'api_orders_not_settled' },
  orders_refused: { status: 409, words: 'api_orders_refused' },
  quote_accepted: { status: 409, words: 'quote_accepted' },
  quote_amount_differs: { status: 409, words: 'quote_amount_differs', field: 'grossMinor' },
  quote_declined: { status: 409, words: 'quote_declined' },
  quote_expired: { status: 409, words: 'quote_expired' },
  quote_order_moved: { status: 409, words: 'quote_order_moved' },
  quote_superseded: { status: 409, words: 'quote_superseded' },
  quote_withdrawn: { status: 409, words: 'quote_withdrawn' },
  settlement_accepted: { status: 409, words: 'settlement_accepted' },
  settlement_cancelled: { status: 409, words: 'settlement_cancelled' },
  settlement_invoiced: { status: 409, words: 'settlement_invoiced' },
  settlement_paid: { status: 409, words: 'settlement_paid' },
  shipment_changed: { status: 409, words: 'shipment_changed' },
  webhook_known: { status: 409, words: 'webhook_known', field: 'url' },
  webhook_off: { status: 409, words: 'webhook_off' },
  webhook_rotated: { status: 409, words: 'webhook_rotated', field: 'previousUntil' },
  webhook_secret_unreadable: { status: 409, words: 'webhook_secret_unreadable' },
  webhook_tests_waiting: { status: 409, words: 'webhook_tests_waiting' },
  webhooks_full: { status: 409, words: 'webhooks_full' },
  body_too_large: { status: 413, words: 'body_too_large' },
  file_too_large: { status: 413, words: 'file_too_large' },
  upload_too_large: { status: 413, words: 'upload_too_large' },
  not_json: { status: 415, words: 'api_not_json' },
  invalid: { status: 422, words: 'api_invalid' },
  idempotency_other: { status: 422, words: 'api_other_content' },
  arrival_past: { status: 422, words: 'arrival_past', field: 'arrivesOn' },
  customer_ambiguous: { status: 422, words: 'customer_ambiguous', field: 'customer' },
  customer_inactive: { status: 422, words: 'customer_inactive', field: 'customerId' },
  customer_unknown: { status: 422, words: 'customer_unknown', field: 'customer' },
  draft_incomplete: { status: 422, words: 'draft_incomplete' },
  file_content_mismatch: { status: 422, words: 'file_content_mismatch' },
  file_empty: { status: 422, words: 'file_empty' },
  file_missing: { status: 422, words: 'file_missing' },
  file_type_refused: { status: 422, words: 'file_type_refused' },
  invoice_missing: { status: 422, words: 'invoice_missing' },
  invoice_note_required: { status: 422, words: 'invoice_note_required', field: 'note' },
  invoice_number_required: { status: 422, words: 'invoice_number_required', field: 'number' },
  invoice_unreadable: { status: 422, words: 'invoice_unreadable' },
  no_location: { status: 422, words: 'no_location', field: 'locationId' },
  order_files_full: { status: 422, words: 'order_files_full' },
  partner_unknown: { status: 422, words: 'partner_unknown', field: 'partnerId' },
  pick_up_past: { status: 422, words: 'pick_up_past', field: 'pickUpOn' },
  reason_required: { status: 422, words: 'reason_required', field: 'reason' },
  service_type_unknown: { status: 422, words: 'service_type_unknown', field: 'serviceTypeId' },
  settlement_currencies: { status: 422, words: 'settlement_currencies', field: 'orders' },
  settlement_empty: { status: 422, words: 'settlement_empty', field: 'orders' },
  shipment_empty: { status: 422, words: 'shipment_empty', field: 'orders' },
  shipping_method_unknown: { status: 422, words: 'choose_one', field: 'shippingMethodId' },
  too_many_files: { status: 422, words: 'too_many_files' },
  too_many_requests: { status: 429, words: 'api_too_many' },
  failed: { status: 500, words: 'api_failed' },
  export_busy: { status: 503, words: 'export_busy' },
  storage_unavailable: { status: 503, words: 'storage_unavailable' },
  unavailable: { status: 503, words: 'api_unavailable' },
} as const satisfies Record<string, ProblemRule>;

export type ProblemCode = keyof typeof PROBLEMS;

export const problemRule = (code: string): ProblemRule | undefined =>
  Object.hasOwn(PROBLEMS, code) ? PROBLEMS[code as ProblemCode] : undefined;
