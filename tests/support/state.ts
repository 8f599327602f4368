import type { PrismaClient } from '../../app/platform/db/generated/client';

/** What a request of a stranger must not change. What only counts tries or keeps a form for its person is not in it. */
const TABLES = [
  'api_idempotency',
  'api_keys',
  'appointments',
  'attachments',
  'catalogue_items',
  'checklist_items',
  'companies',
  'contact_attempts',
  'delivery_methods',
  'devices',
  'email_changes',
  'events',
  'executions',
  'gates',
  'guest_links',
  'identities',
  'imports',
  'intakes',
  'invitations',
  'location_closures',
  'location_hours',
  'locations',
  'messages',
  'onsite_jobs',
  'operator',
  'order_lines',
  'order_secrets',
  'order_submissions',
  'orders',
  'partner_invoices',
  'passkeys',
  'questions',
  'quote_decisions',
  'quote_lines',
  'quote_options',
  'quotes',
  'recovery_codes',
  'requirement_checks',
  'service_types',
  'sessions',
  'settlement_items',
  'settlements',
  'shipment_items',
  'shipment_parcels',
  'shipment_scans',
  'shipments',
  'shipping_methods',
  'status_targets',
  'user_tokens',
  'users',
  'webhook_endpoints',
  'webhook_messages',
];

/** A mark of everything the portal keeps: equal before and after exactly when nothing changed. */
export async function stateOf(db: PrismaClient): Promise<string> {
  const marks = TABLES.map(
    (table) => `(SELECT coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM ${table} t)`,
  );
  const [row] = await db.$queryRawUnsafe<{ state: string }[]>(
    `SELECT concat_ws(' ', ${marks.join(', ')}) AS state`,
  );
  return row?.state ?? '';
}
