import { type Db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { endpointsVisibleTo, mayHaveWebhooks } from './endpoints.server';
import { ENDPOINTS_MAX, ROTATION_HOURS } from './rules';
import type { EndpointForm } from './schema';
import { newSealedSecret, openSecret } from './secret.server';

const HOUR_MS = 3_600_000;
/** The same address from the same person within this time is the same request again. */
const REPEAT_MS = 60_000;

type Happened =
  | 'webhook.added'
  | 'webhook.changed'
  | 'webhook.removed'
  | 'webhook.rotated'
  | 'webhook.secret_shown'
  | 'webhook.switched_on'
  | 'webhook.switched_off';

/** Notes what became of an endpoint, for the audit log. */
async function note(tx: Db, viewer: Viewer, happened: Happened, endpoint: { id: number; url: string }) {
  await appendEvent(tx, {
    type: happened,
    actorId: viewer.userId,
    ...(viewer.companyId !== null && { companyId: viewer.companyId }),
    visibility: 'internal',
    data: { endpointId: endpoint.id, host: new URL(endpoint.url).host },
  });
}

/** Locks an endpoint that the viewer may know of. Throws DomainError `not_found` (404). */
async function lockEndpoint(tx: Db, viewer: Viewer, id: number, { own = false } = {}) {
  await tx.$queryRaw`SELECT id FROM webhook_endpoints WHERE id = ${id} FOR UPDATE`;
  const where = { AND: [{ id }, endpointsVisibleTo(viewer), own ? { userId: viewer.userId } : {}] };
  const endpoint = await tx.webhookEndpoint.findFirst({ where });
  if (!endpoint) throw new DomainError('not_found', 404);
  return endpoint;
}

const stored = ({ url, description, types }: EndpointForm) => ({ url, description, eventTypes: types });

/**
 * Adds an endpoint that acts as the viewer.
 * @param again what becomes of an address that was added within the last minute: the same request again, or refused
 * @returns its id
 * Throws DomainError `not_found` (404), `webhook_known` (409: there is one with this address), `webhooks_full` (409).
 */
export function addEndpoint(
  viewer: Viewer,
  form: EndpointForm,
  { again = 'same' }: { again?: 'same' | 'refused' } = {},
): Promise<number> {
  if (!mayHaveWebhooks(viewer)) throw new DomainError('not_found', 404);
  const { userId } = viewer;
  return transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM users WHERE id = ${userId} FOR NO KEY UPDATE`;
    const known = await tx.webhookEndpoint.findFirst({ where: { userId, url: form.url } });
    const repeat = again === 'same' && known && known.createdAt.getTime() > Date.now() - REPEAT_MS;
    if (repeat) return known.id;
    if (known) throw new DomainError('webhook_known');
    if ((await tx.webhookEndpoint.count({ where: { userId } })) >= ENDPOINTS_MAX)
      throw new DomainError('webhooks_full', 409, { max: ENDPOINTS_MAX });
    const made = await tx.webhookEndpoint.create({
      data: { ...stored(form), userId, secret: new Uint8Array() },
    });
    await tx.webhookEndpoint.update({ where: { id: made.id }, data: { secret: newSealedSecret(made.id) } });
    await note(tx, viewer, 'webhook.added', made);
    return made.id;
  });
}

/** Changes address, description and kinds of one's own endpoint. Throws DomainError `not_found` (404), `webhook_known` (409). */
export async function changeEndpoint(viewer: Viewer, id: number, form: EndpointForm): Promise<void> {
  await transaction(async (tx) => {
    const { userId } = await lockEndpoint(tx, viewer, id, { own: true });
    const other = await tx.webhookEndpoint.findFirst({ where: { userId, url: form.url, id: { not: id } } });
    if (other) throw new DomainError('webhook_known');
    await tx.webhookEndpoint.update({ where: { id }, data: stored(form) });
    await note(tx, viewer, 'webhook.changed', { id, url: form.url });
  });
}

/**
 * Switches an endpoint on or off. What waits for one that is switched off has failed and can be sent again later.
 * Throws DomainError `not_found` (404). A repeat changes nothing.
 */
export async function switchEndpoint(viewer: Viewer, id: number, active: boolean): Promise<void> {
  await transaction(async (tx) => {
    const endpoint = await lockEndpoint(tx, viewer, id);
    if (endpoint.active === active && (active || endpoint.stoppedBecause === null)) return;
    await tx.webhookEndpoint.update({
      where: { id },
      data: { active, stoppedBecause: null, failingSince: null },
    });
    if (!active) await failWaiting(tx, id);
    await note(tx, viewer, active ? 'webhook.switched_on' : 'webhook.switched_off', endpoint);
  });
}

/** Gives up what still waits for an endpoint. */
export async function failWaiting(tx: Db, endpointId: number): Promise<void> {
  await tx.webhookMessage.updateMany({
    where: { endpointId, state: 'queued' },
    data: { state: 'failed', nextAt: null },
  });
}

/** Removes an endpoint with its messages. Throws DomainError `not_found` (404). */
export async function removeEndpoint(viewer: Viewer, id: number): Promise<void> {
  await transaction(async (tx) => {
    const endpoint = await lockEndpoint(tx, viewer, id);
    await tx.webhookEndpoint.delete({ where: { id } });
    await note(tx, viewer, 'webhook.removed', endpoint);
  });
}

/**
 * Gives one's own endpoint a new secret; the present one signs beside it for a day, and the one before that no more.
 * @param rotatedAfter the end of the rotation that the person saw, or the empty text: a repeat changes nothing
 * @returns whether it has a new one
 * Throws DomainError `not_found` (404).
 */
export async function rotateSecret(viewer: Viewer, id: number, rotatedAfter: string): Promise<boolean> {
  return transaction(async (tx) => {
    const endpoint = await lockEndpoint(tx, viewer, id, { own: true });
    const { previousUntil } = endpoint;
    const seen = previousUntil && previousUntil > new Date() ? previousUntil.toISOString() : '';
    if (seen !== rotatedAfter) return false;
    await tx.webhookEndpoint.update({
      where: { id },
      data: {
        secret: newSealedSecret(id),
        previousSecret: endpoint.secret,
        previousUntil: new Date(Date.now() + ROTATION_HOURS * HOUR_MS),
      },
    });
    await note(tx, viewer, 'webhook.rotated', endpoint);
    return true;
  });
}

/**
 * The secret of one's own endpoint, for its person to copy; that it was shown is noted.
 * Throws DomainError `not_found` (404), `webhook_secret_unreadable` (409: the portal's own key was changed).
 */
export function showSecret(viewer: Viewer, id: number): Promise<string> {
  return transaction(async (tx) => {
    const endpoint = await lockEndpoint(tx, viewer, id, { own: true });
    const secret = openSecret(id, endpoint.secret);
    if (secret === null) throw new DomainError('webhook_secret_unreadable');
    await note(tx, viewer, 'webhook.secret_shown', endpoint);
    return secret;
  });
}
