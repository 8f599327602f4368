import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import { newSealedSecret } from '../../app/domain/webhooks/secret.server';
import { insertRows } from './insert-rows';

const HOUR_MS = 3_600_000;
const SHOWN = 12;
const FAILED = 3;

type Told = { id: number; number: string; status: string };

/** The reseller's shop: it was told of some orders until it failed. Stopped, so that the demo calls nobody. */
export async function insertWebhooks(
  client: ClientBase,
  orders: readonly { id: number }[],
  now: Date,
): Promise<void> {
  const { rows } = await client.query<{ id: number }>(
    `INSERT INTO webhook_endpoints (user_id, url, description, secret, active, stopped_because, failing_since, created_at)
     SELECT u.id, 'https://shop.example.com/hooks/repairs', 'Web shop', ''::bytea, false, 'failing', $1, $2
     FROM users u WHERE u.email = 'reseller@demo.test' RETURNING id`,
    [new Date(now.getTime() - 130 * HOUR_MS), new Date(now.getTime() - 700 * HOUR_MS)],
  );
  const endpoint = rows[0];
  if (!endpoint) return;
  const { rows: own } = await client.query<Told>(
    `SELECT o.id, o.number, o.status FROM orders o JOIN users u ON u.company_id = o.account_id
     WHERE u.email = 'reseller@demo.test' AND o.id = ANY ($1) AND o.status <> 'draft' ORDER BY o.id DESC LIMIT ${SHOWN}`,
    [orders.map(({ id }) => id)],
  );
  await client.query('UPDATE webhook_endpoints SET secret = $2 WHERE id = $1', [
    endpoint.id,
    Buffer.from(newSealedSecret(endpoint.id)),
  ]);
  const messages = own.map((order, index) => messageOf(endpoint.id, order, index, now));
  await insertRows(client, 'webhook_messages', messages);
  await insertRows(client, 'webhook_attempts', messages.map(attemptOf));
}

function messageOf(endpointId: number, order: Told, index: number, now: Date) {
  const at = new Date(now.getTime() - (125 + index * 9) * HOUR_MS);
  const failed = index < FAILED;
  const data = { order: { number: order.number, status: order.status } };
  return {
    id: `msg_${at.getTime().toString(36).padStart(9, '0')}${createHash('sha256').update(order.number).digest('hex').slice(0, 24)}`,
    ...{ endpoint_id: endpointId, order_id: order.id, type: 'order.status_changed' },
    payload: { type: 'order.status_changed', timestamp: at, data },
    ...{ state: failed ? 'failed' : 'sent', tries: failed ? 10 : 1, next_at: null },
    ...{ created_at: at, sent_at: failed ? null : at },
  };
}

function attemptOf({ id, state, created_at }: ReturnType<typeof messageOf>) {
  const [status, answer] = state === 'sent' ? [204, ''] : [503, 'Service Unavailable'];
  return { message_id: id, at: created_at, status, answer, milliseconds: state === 'sent' ? 84 : 1210 };
}
