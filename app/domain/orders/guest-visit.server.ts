import { type AppLoadContext, data } from '@remix-run/node';
import { pool } from '~/platform/db.server';
import { isPageView } from '~/platform/http/page-view';
import { notFound } from '~/platform/http/responses.server';
import { countTry } from '../auth/limits.server';
import type { Viewer } from '../auth/rules';
import { findGuestLink, type GuestLink } from './guest-link.server';

type Args = { request: Request; context: AppLoadContext; params: { token?: string } };

/** A guest as queries know them: sees the public side of one order, as the one who ordered does. */
export function guestViewer(
  { name, email }: { name: string; email: string },
  guest: NonNullable<Viewer['guest']>,
): Viewer {
  return {
    userId: 0,
    sessionId: 0,
    name,
    email,
    role: 'customer',
    companyId: null,
    companyName: null,
    locationIds: [],
    locale: null,
    theme: 'system',
    guest,
  };
}

/**
 * Who comes by a guest link. Otherwise the seconds to wait after too many links from one address that do not work; 0: none.
 * Whoever has a link that works gets in from any address.
 */
export async function findGuest({ request, context, params }: Args) {
  const link = await findGuestLink(params.token ?? '');
  if (!link) return { wait: await countTry('guest_address', context.address) };
  if (isPageView(request)) await noteVisit(link.id);
  return { link, viewer: guestViewer(link, guestOf(link)) };
}

const guestOf = ({ order, scope }: GuestLink) => ({ orderId: order.id, seesPrices: scope === 'decide' });

/** The same for a page: throws 404, the same for a link that never was, has expired or was revoked, or 429. */
export async function requireGuest(args: Args) {
  const found = await findGuest(args);
  if (found.link) return found;
  if (found.wait === 0) throw notFound();
  throw data(null, { status: 429, headers: { 'Retry-After': String(found.wait) } });
}

/** Notes when a link was last opened, to the minute. */
async function noteVisit(id: number): Promise<void> {
  await pool().query({
    name: 'guest-visit',
    text: `UPDATE guest_links SET last_used_at = now()
           WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`,
    values: [id],
  });
}
