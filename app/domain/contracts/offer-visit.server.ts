import { type AppLoadContext, data } from '@remix-run/node';
import { notFound } from '~/platform/http/responses.server';
import { countTry } from '../auth/limits.server';
import { findOfferLink } from './offer-link.server';

type Args = { request: Request; context: AppLoadContext; params: { token?: string } };

/**
 * Who comes by the link of an offer: throws 404, the same for a link that never was, has expired or was revoked, or 429 after
 * too many of them from one address. Whoever has a link that works gets in from any address.
 */
export async function requireOfferLink({ context, params }: Args) {
  const link = await findOfferLink(params.token ?? '');
  if (link) return link;
  const wait = await countTry('guest_address', context.address);
  if (wait === 0) throw notFound();
  throw data(null, { status: 429, headers: { 'Retry-After': String(wait) } });
}
