import { type Db, Prisma } from '~/platform/db.server';
import { keysOfFile } from '../attachments/rules';
import { CHOSEN, keysOf } from './chosen.server';
import { eraseOnsite } from './erase-onsite.server';
import { eraseWebhooks } from './erase-webhooks.server';
import { ERASED, EVENT_WORDS, withoutTexts } from './rules';

/**
 * Takes everything personal out of the chosen orders: what was typed, the identifiers of the device, the conversation,
 * files, quotes' names and papers, mails, links for guests. Number, kind, status, times, device name, choices, products and
 * prices stay. Texts of people become ERASED.
 * @param options `keepTexts`: the wording of messages stays
 * @returns the storage keys of files that are to be removed
 */
export async function eraseOrders(tx: Db, options: { keepTexts: boolean }): Promise<string[]> {
  const keys = await eraseFilesOf(tx);
  await eraseSubmissions(tx);
  await eraseTyped(tx);
  if (!options.keepTexts)
    await tx.$executeRaw`UPDATE messages SET body = ${ERASED} WHERE order_id IN ${CHOSEN}`;
  await eraseEventData(tx, Prisma.sql`order_id IN ${CHOSEN}`);
  await eraseWebhooks(tx);
  keys.push(
    ...(await eraseQuotes(tx)),
    ...(await eraseMails(tx, MAILS_OF_CHOSEN)),
    ...(await eraseTravels(tx)),
    ...(await eraseOnsite(tx)),
  );
  keys.push(
    ...(await eraseImports(
      tx,
      Prisma.sql`id IN (SELECT import_id FROM import_rows WHERE order_id IN ${CHOSEN})`,
    )),
  );
  return keys;
}

async function eraseFilesOf(tx: Db): Promise<string[]> {
  return eraseAttachments(tx, Prisma.sql`order_id IN ${CHOSEN}`);
}

/** Forgets the files that fulfil `where`, and their names in events. @returns their storage keys */
export async function eraseAttachments(tx: Db, where: Prisma.Sql): Promise<string[]> {
  await tx.$executeRaw`UPDATE events e SET data = jsonb_set(e.data, '{name}', to_jsonb(${ERASED}::text))
    FROM (SELECT order_id, id FROM attachments WHERE ${where}) a
    WHERE e.order_id = a.order_id AND e.type = 'attachment.added' AND e.data -> 'attachmentId' = to_jsonb(a.id)`;
  const stored = await keysOf(
    tx,
    Prisma.sql`DELETE FROM attachments WHERE ${where} RETURNING storage_key AS key`,
  );
  return stored.flatMap(keysOfFile);
}

/** The submission keeps what was chosen: location, device, methods, answers that are no free text. */
async function eraseSubmissions(tx: Db): Promise<void> {
  await tx.$executeRaw`UPDATE order_submissions s SET content =
      jsonb_strip_nulls(jsonb_build_object('shippingMethod', content -> 'shippingMethod', 'gates', content -> 'gates'))
      || jsonb_build_object(
        'locale', content -> 'locale',
        'location', content -> 'location',
        'customer', jsonb_build_object('number', '', 'name', ${ERASED}::text),
        'device', jsonb_build_object('name', content #> '{device,name}', 'imei', NULL, 'serial', NULL),
        'problem', ${ERASED}::text,
        'customerReferences', '[]'::jsonb,
        'internalReferences', '[]'::jsonb,
        'delivery', CASE WHEN jsonb_typeof(content -> 'delivery') = 'object'
          THEN jsonb_build_object('method', content #> '{delivery,method}') END,
        'answers', coalesce((SELECT jsonb_agg(a) FROM jsonb_array_elements(content -> 'answers') a
          WHERE a ->> 'kind' IN ('choice', 'yes_no')), '[]'::jsonb))
    WHERE order_id IN ${CHOSEN}`;
}

/** The order's own texts and identifiers, the device that no other order has, and what was found at its arrival. */
async function eraseTyped(tx: Db): Promise<void> {
  await tx.$executeRaw`DELETE FROM contract_devices d USING contract_versions v, contracts c
    WHERE v.id = d.contract_version_id AND c.id = v.contract_id AND c.state = 'ended'
      AND d.device_id IN (SELECT device_id FROM orders WHERE id IN ${CHOSEN})`;
  await tx.$executeRaw`WITH before AS (SELECT device_id FROM orders WHERE id IN ${CHOSEN} AND device_id IS NOT NULL),
      changed AS (UPDATE orders SET draft = NULL, imei = NULL, serial = NULL, device_id = NULL, problem = ${ERASED},
        customer_references = '{}', internal_references = '{}', tracking_numbers = '{}', awaiting_reply_since = NULL,
        erased_at = now() WHERE id IN ${CHOSEN})
    DELETE FROM devices d USING before b WHERE d.id = b.device_id AND NOT EXISTS (
      SELECT FROM orders o WHERE o.device_id = d.id AND o.id NOT IN ${CHOSEN})
      AND NOT EXISTS (SELECT FROM contract_devices c WHERE c.device_id = d.id)`;
  await tx.$executeRaw`UPDATE intakes SET condition = ${ERASED}, accessories = '' WHERE order_id IN ${CHOSEN}`;
  await tx.$executeRaw`DELETE FROM order_secrets WHERE order_id IN ${CHOSEN}`;
  await tx.$executeRaw`DELETE FROM guest_links WHERE order_id IN ${CHOSEN}`;
  await tx.$executeRaw`DELETE FROM order_reads WHERE order_id IN ${CHOSEN}`;
}

/** Of the data of the events that fulfil `where`: numbers, states and the like stay, texts become ERASED. */
export async function eraseEventData(tx: Db, where: Prisma.Sql): Promise<void> {
  await tx.$executeRaw`UPDATE events SET data = coalesce((
      SELECT jsonb_object_agg(key, CASE
        WHEN jsonb_typeof(value) IN ('number', 'boolean') OR (jsonb_typeof(value) = 'string' AND key = ANY (${EVENT_WORDS}))
          THEN value ELSE to_jsonb(${ERASED}::text) END)
      FROM jsonb_each(data) WHERE jsonb_typeof(value) IN ('number', 'boolean', 'string')), '{}')
    WHERE ${where} AND data <> '{}'`;
}

/** Who decided what is no longer known; what was offered, agreed and for how much is. */
async function eraseQuotes(tx: Db): Promise<string[]> {
  await tx.$executeRaw`UPDATE quotes SET message = '' WHERE order_id IN ${CHOSEN}`;
  const where = Prisma.sql`quote_id IN (SELECT id FROM quotes WHERE order_id IN ${CHOSEN})`;
  const rows = await tx.$queryRaw<{ id: number; shown: unknown }[]>`
    SELECT quote_id AS id, shown FROM quote_decisions WHERE ${where}`;
  for (const { id, shown } of rows)
    await tx.$executeRaw`UPDATE quote_decisions SET shown = ${JSON.stringify(withoutTexts(shown))}::jsonb
      WHERE quote_id = ${id}`;
  return eraseDeciders(tx, where, { keepTexts: false });
}

/** Takes who decided out of the decisions on quotes that fulfil `where`. @returns the storage keys of their papers */
export async function eraseDeciders(
  tx: Db,
  where: Prisma.Sql,
  { keepTexts }: { keepTexts: boolean },
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: number; key: string | null }[]>`
    SELECT id, document_key AS key FROM quotes WHERE id IN (SELECT quote_id FROM quote_decisions WHERE ${where})`;
  const ids = rows.map(({ id }) => id);
  await tx.$executeRaw`UPDATE quote_decisions SET name = ${ERASED}, email = '',
    reason = CASE WHEN ${keepTexts} THEN reason ELSE '' END WHERE quote_id = ANY (${ids})`;
  await tx.$executeRaw`UPDATE quotes SET document_key = NULL, document_sha256 = NULL WHERE id = ANY (${ids})`;
  return rows.flatMap(({ key }) => (key === null ? [] : [key]));
}

/** A condition on mails: they are about the chosen orders, or about shipments, whose devices they name. */
export const MAILS_OF_CHOSEN = Prisma.sql`id IN (
  SELECT id FROM mails WHERE order_id IN ${CHOSEN}
  UNION SELECT id FROM mails WHERE order_id IS NULL AND (
    data ->> 'number' IN (SELECT number FROM orders WHERE id IN ${CHOSEN})
    OR data ->> 'shipment' IN (SELECT s.number FROM shipments s JOIN shipment_items i ON i.shipment_id = s.id
      WHERE i.order_id IN ${CHOSEN})))`;

/** Deletes the mails of the ledger that fulfil `where`. @returns the storage keys of their copies */
export async function eraseMails(tx: Db, where: Prisma.Sql): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: number; key: string | null }[]>`
    DELETE FROM mails WHERE ${where} RETURNING id, storage_key AS key`;
  // A mail may have been kept just before its row was to say so.
  return rows.flatMap(({ id, key }) => [
    ...new Set([key ?? `mails/${id}.eml`, `mails/${id}.eml`, `mails/${id}.sealed.eml`]),
  ]);
}

/** What a shipment says of the chosen orders. Its papers name them, so that new ones are made without. */
async function eraseTravels(tx: Db): Promise<string[]> {
  const shipments = Prisma.sql`(SELECT shipment_id FROM shipment_items WHERE order_id IN ${CHOSEN})`;
  await tx.$executeRaw`UPDATE shipment_items SET accessories = '',
    unrepaired_reason = CASE WHEN unrepaired_reason IS NOT NULL THEN ${ERASED}::text END WHERE order_id IN ${CHOSEN}`;
  await tx.$executeRaw`UPDATE shipment_scans SET code = ${ERASED} WHERE order_id IN ${CHOSEN}`;
  await tx.$executeRaw`UPDATE shipments s SET note = '', void_reason = CASE WHEN void_reason IS NOT NULL THEN ${ERASED}::text END
    WHERE s.id IN ${shipments} AND NOT EXISTS (SELECT FROM shipment_items i JOIN orders o ON o.id = i.order_id
      WHERE i.shipment_id = s.id AND o.erased_at IS NULL)`;
  await tx.$executeRaw`SELECT graphile_worker.add_job('shipment.papers',
      json_build_object('shipmentId', s.id, 'actorId', s.created_by_id), job_key := 'papers:' || s.id)
    FROM shipments s WHERE s.id IN ${shipments} AND s.status IN ('confirmed', 'closed')`;
  const papers = await keysOf(
    tx,
    Prisma.sql`DELETE FROM shipment_papers WHERE shipment_id IN ${shipments} RETURNING storage_key AS key`,
  );
  return papers.flatMap((key) => [key, `${key}.void`]);
}

/** Deletes imports that are not under way, with what is noted of their rows. @returns the storage keys of their files */
export function eraseImports(tx: Db, where: Prisma.Sql): Promise<string[]> {
  return keysOf(
    tx,
    Prisma.sql`DELETE FROM imports WHERE state NOT IN ('checking', 'creating') AND (${where}) RETURNING storage_key AS key`,
  );
}
