import { type Db, Prisma } from '~/platform/db.server';
import { CHOSEN } from './chosen.server';
import type { Mentions } from './rules';

/**
 * Deletes what was or is to be told of the chosen orders by webhooks, with the answers to it.
 * @param mentions only that in which somebody is mentioned
 */
export async function eraseWebhooks(tx: Db, mentions?: Mentions): Promise<void> {
  const mentioned = mentions ? Prisma.sql`payload::text ~* ${mentions.json}` : Prisma.sql`true`;
  await tx.$executeRaw`DELETE FROM webhook_messages WHERE order_id IN ${CHOSEN} AND ${mentioned}`;
}
