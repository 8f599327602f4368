import { type Db, Prisma } from '~/platform/db.server';
import { CHOSEN } from './chosen.server';
import { MAILS_OF_CHOSEN } from './erase-orders.server';
import { ERASED, type Mentions } from './rules';

/** Texts about the chosen orders that others may have written somebody's name into: table, columns, and which rows. */
const TEXTS = [
  ['messages', ['body'], Prisma.sql`order_id IN ${CHOSEN}`],
  ['orders', ['problem'], Prisma.sql`id IN ${CHOSEN}`],
  ['order_lines', ['description'], Prisma.sql`order_id IN ${CHOSEN}`],
  ['intakes', ['condition', 'accessories'], Prisma.sql`order_id IN ${CHOSEN}`],
  ['quotes', ['message'], Prisma.sql`order_id IN ${CHOSEN}`],
  ['quote_options', ['title'], Prisma.sql`quote_id IN (SELECT id FROM quotes WHERE order_id IN ${CHOSEN})`],
  [
    'quote_lines',
    ['description'],
    Prisma.sql`option_id IN (SELECT o.id FROM quote_options o JOIN quotes q ON q.id = o.quote_id WHERE q.order_id IN ${CHOSEN})`,
  ],
  ['shipment_items', ['accessories', 'unrepaired_reason'], Prisma.sql`order_id IN ${CHOSEN}`],
  [
    'shipments',
    ['note', 'void_reason'],
    Prisma.sql`id IN (SELECT shipment_id FROM shipment_items WHERE order_id IN ${CHOSEN})`,
  ],
  ['attachments', ['name'], Prisma.sql`order_id IN ${CHOSEN}`],
  ['onsite_jobs', ['contact_name', 'email', 'payment_reference'], Prisma.sql`order_id IN ${CHOSEN}`],
  ['contact_attempts', ['note'], Prisma.sql`order_id IN ${CHOSEN}`],
  ['requirement_checks', ['reason'], Prisma.sql`order_id IN ${CHOSEN}`],
  ['appointments', ['note', 'reason'], Prisma.sql`order_id IN ${CHOSEN}`],
  ['executions', ['work', 'signed_by'], Prisma.sql`order_id IN ${CHOSEN}`],
] as const satisfies [string, string[], Prisma.Sql][];

/** The same for JSON: table, its key, column, and which rows. */
const JSONS = [
  ['order_submissions', 'order_id', 'content', Prisma.sql`order_id IN ${CHOSEN}`],
  ['requirement_checks', 'id', 'answers', Prisma.sql`order_id IN ${CHOSEN}`],
  ['offers', 'id', 'content', Prisma.sql`id IN (SELECT offer_id FROM orders WHERE id IN ${CHOSEN})`],
  [
    'quote_decisions',
    'quote_id',
    'shown',
    Prisma.sql`quote_id IN (SELECT id FROM quotes WHERE order_id IN ${CHOSEN})`,
  ],
] as const satisfies [string, string, string, Prisma.Sql][];

/** Puts ERASED in place of each mention in what is kept about the chosen orders. */
export async function eraseMentions(tx: Db, mentions: Mentions): Promise<void> {
  for (const [table, columns, where] of TEXTS)
    for (const column of columns) {
      const text = Prisma.raw(`"${column}"`);
      await tx.$executeRaw`UPDATE ${Prisma.raw(table)} SET ${text} = regexp_replace(${text}, ${mentions.sql}, ${ERASED}, 'gi')
        WHERE (${where}) AND ${text} ~* ${mentions.sql}`;
    }
  await eraseReferences(tx, mentions);
  await eraseEventMentions(tx, mentions, Prisma.sql`order_id IN ${CHOSEN}`);
  for (const [table, key, column, where] of JSONS) await eraseInJson(tx, mentions, table, key, column, where);
}

async function eraseReferences(tx: Db, mentions: Mentions): Promise<void> {
  for (const name of ['customer_references', 'internal_references']) {
    const column = Prisma.raw(name);
    await tx.$executeRaw`UPDATE orders SET ${column} =
        (SELECT array_agg(regexp_replace(r, ${mentions.sql}, ${ERASED}, 'gi')) FROM unnest(${column}) r)
      WHERE id IN ${CHOSEN} AND array_to_string(${column}, ' | ') ~* ${mentions.sql}`;
  }
}

/** Erases the mentions in the texts of the events that fulfil `where`. */
export async function eraseEventMentions(tx: Db, mentions: Mentions, where: Prisma.Sql): Promise<void> {
  await tx.$executeRaw`UPDATE events SET data = (SELECT jsonb_object_agg(key, CASE WHEN jsonb_typeof(value) = 'string'
        THEN to_jsonb(regexp_replace(value #>> '{}', ${mentions.sql}, ${ERASED}, 'gi')) ELSE value END)
      FROM jsonb_each(data))
    WHERE (${where}) AND data::text ~* ${mentions.json}`;
}

async function eraseInJson(
  tx: Db,
  mentions: Mentions,
  table: string,
  key: string,
  column: string,
  where: Prisma.Sql,
): Promise<void> {
  const [rows, id, json] = [Prisma.raw(table), Prisma.raw(key), Prisma.raw(column)];
  const found = await tx.$queryRaw<{ id: number; value: unknown }[]>`
    SELECT ${id} AS id, ${json} AS value FROM ${rows} WHERE (${where}) AND ${json}::text ~* ${mentions.json}`;
  for (const one of found)
    await tx.$executeRaw`UPDATE ${rows} SET ${json} = ${JSON.stringify(mentions.erase(one.value))}::jsonb
      WHERE ${id} = ${one.id}`;
}

/** A condition for `eraseMails`: mails about the chosen orders in which somebody is mentioned. */
export const mailsMentioning = (mentions: Mentions) =>
  Prisma.sql`${MAILS_OF_CHOSEN} AND (data::text ~* ${mentions.json} OR subject ~* ${mentions.sql})`;

/** Words of a name that no company and no device has any more, so that nobody finds them as what was meant. */
export async function forgetWords(tx: Db, name: string): Promise<void> {
  const words = name
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= 4);
  await tx.$executeRaw`DELETE FROM search_words w WHERE w.word = ANY (${words})
    AND NOT EXISTS (SELECT FROM companies c WHERE lower(c.name || ' ' || c.number) LIKE '%' || w.word || '%')
    AND NOT EXISTS (SELECT FROM orders o WHERE lower(o.device_name || ' ' || o.problem) LIKE '%' || w.word || '%')`;
}
