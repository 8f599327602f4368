import type { ClientBase } from 'pg';
import { insertRows } from './insert-rows';

const DAY_MS = 86_400_000;

/** People who are invited: by a reseller, by a service partner, and by the operator, one of them too long ago. */
export async function insertInvitations(client: ClientBase, now: Date): Promise<void> {
  const { rows } = await client.query<{ id: number; email: string; company_id: number | null }>(
    'SELECT id, email, company_id FROM users WHERE email = ANY ($1)',
    [['reseller@demo.test', 'partner@demo.test', 'admin@demo.test']],
  );
  const places = await client.query<{ id: number }>(`SELECT id FROM locations WHERE code = 'ZRH'`);
  const invited = (inviter: string, name: string, role: string, days: number) => {
    const by = rows.find(({ email }) => email === inviter);
    const sent = new Date(now.getTime() - days * DAY_MS);
    return {
      email: `${name.toLowerCase().replace(' ', '.')}@invited.example`,
      ...{ name, role, locale: 'de', company_id: by?.company_id ?? null, invited_by_id: by?.id ?? null },
      location_ids: role === 'technician' ? places.rows.map(({ id }) => id) : [],
      ...{ created_at: sent, sent_at: sent, expires_at: new Date(sent.getTime() + 7 * DAY_MS) },
    };
  };
  await insertRows(client, 'invitations', [
    invited('reseller@demo.test', 'Mara Kunz', 'reseller', 1),
    invited('partner@demo.test', 'Jonas Wirth', 'partner', 2),
    invited('admin@demo.test', 'Selin Aydin', 'technician', 3),
    invited('admin@demo.test', 'Oskar Blum', 'administrator', 12),
  ]);
}
