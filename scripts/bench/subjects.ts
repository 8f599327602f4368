import type { Pool } from 'pg';
import type { Role, Viewer } from '../../app/domain/auth/rules';
import { encodeCursor } from '../../app/domain/orders/keyset.server';
import { sessionCookieOf } from './visitor';

/** Somebody whose view of the portal is measured. */
export type Subject = { viewer: Viewer; cookie: string };

async function subject(database: Pool, role: Role, sql: string): Promise<Subject> {
  const { rows } = await database.query<{
    id: number;
    name: string;
    email: string;
    company_id: number | null;
  }>(sql);
  const [user] = rows;
  if (!user) throw new Error(`The bench's database has no ${role}.`);
  return {
    cookie: await sessionCookieOf(database, user.id),
    viewer: {
      userId: user.id,
      sessionId: 0,
      name: user.name,
      email: user.email,
      role,
      companyId: user.company_id,
      companyName: null,
      locationIds: [],
      locale: null,
      theme: 'system',
    },
  };
}

/** An administrator, and the reseller with the most orders. */
export async function findSubjects(database: Pool): Promise<{ administrator: Subject; reseller: Subject }> {
  return {
    administrator: await subject(
      database,
      'administrator',
      `SELECT * FROM users WHERE role = 'administrator' AND active ORDER BY id LIMIT 1`,
    ),
    reseller: await subject(
      database,
      'reseller',
      `SELECT u.* FROM users u JOIN orders o ON o.account_id = u.company_id WHERE u.role = 'reseller' AND u.active
       GROUP BY u.id ORDER BY count(*) DESC LIMIT 1`,
    ),
  };
}

/** The address of a page of the completed orders, by the cursor that the pages before it would have led to. */
export async function listPage(database: Pool, page: number, size = 20): Promise<string> {
  if (page === 1) return '/orders?tab=completed';
  const { rows } = await database.query<{ id: number; created_at: Date }>(
    `SELECT id, created_at FROM orders WHERE stage = 'completed' ORDER BY created_at DESC, id DESC OFFSET $1 LIMIT 1`,
    [(page - 1) * size - 1],
  );
  const [last] = rows;
  if (!last) throw new Error(`There are too few completed orders for page ${page}.`);
  return `/orders?tab=completed&after=${encodeCursor({ value: last.created_at, id: last.id })}`;
}

/** `count` orders from all over the table, with one identifier of each. */
export async function sampleOrders(
  database: Pool,
  count: number,
): Promise<{ id: number; number: string; identifier: string }[]> {
  const { rows } = await database.query(
    `SELECT id, number, coalesce(imei, serial) AS identifier FROM orders
     WHERE coalesce(imei, serial) IS NOT NULL ORDER BY md5(id::text) LIMIT $1`,
    [count],
  );
  return rows;
}
