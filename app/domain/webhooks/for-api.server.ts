import type { z } from 'zod';
import { DomainError } from '~/platform/errors';
import { englishWords, invalid, problem } from '../api/problems.server';
import { apiUrl, nextUrl } from '../api/urls.server';
import type {
  deliveryListSchema,
  deliveryQuery,
  deliverySchema,
  webhookBody,
  webhookListSchema,
  webhookSchema,
  webhookSecretSchema,
} from '../api/webhooks/schema';
import type { Viewer } from '../auth/rules';
import {
  addEndpoint,
  changeEndpoint,
  rotateSecret,
  showSecret,
  switchEndpoint,
} from './change-endpoint.server';
import {
  allowedHosts,
  getEndpoint,
  listEndpoints,
  mayHaveWebhooks,
  type ShownEndpoint,
} from './endpoints.server';
import { getMessage, type ListedMessage, listMessages } from './ledger.server';
import { typeKey, webhookTypesFor } from './rules';
import { type EndpointForm, endpointSchema } from './schema';
import { sendAgain, sendFailedAgain, sendTest } from './send-again.server';

/** Endpoints and their messages, as their pages show and change them, told by the API. */

type Webhook = z.output<typeof webhookSchema>;
type Body = z.output<typeof webhookBody>;

const webhookUrl = (id: number) => apiUrl(`/webhooks/${id}`);

const answerOf = ({ owner, ...endpoint }: ShownEndpoint): Webhook => ({
  ...{ id: endpoint.id, url: endpoint.url, description: endpoint.description, types: endpoint.types },
  ...{ active: endpoint.active, stoppedBecause: endpoint.stoppedBecause },
  ...{ failingSince: endpoint.failingSince, previousUntil: endpoint.previousUntil },
  createdAt: endpoint.createdAt,
  owner: { name: owner.name, company: owner.company },
  links: { self: webhookUrl(endpoint.id) },
});

/** The viewer's endpoints; `all`: those that they may know of. */
export async function webhooksForApi(
  viewer: Viewer,
  all: boolean,
): Promise<z.output<typeof webhookListSchema>> {
  const endpoints = await listEndpoints(viewer, { everybody: all });
  return { webhooks: endpoints.map(answerOf) };
}

/** Throws DomainError `not_found` (404). */
export async function webhookForApi(viewer: Viewer, id: number): Promise<Webhook> {
  const found = await getEndpoint(viewer, id);
  if (!found) throw new DomainError('not_found', 404);
  return answerOf(found);
}

/** What the form makes of a body. Throws DomainError `not_found` (404), Problem `invalid` (422). */
function formOf(viewer: Viewer, { types, ...fields }: Body): EndpointForm {
  if (!mayHaveWebhooks(viewer)) throw new DomainError('not_found', 404);
  const known = webhookTypesFor(viewer.role);
  const errors = types.flatMap((type, index) =>
    known.includes(type) ? [] : [{ pointer: `#/types/${index}`, detail: englishWords('choose_one') }],
  );
  if (errors.length > 0) throw problem('invalid', { errors });
  const ticks = Object.fromEntries(types.map((type) => [typeKey(type), true]));
  const form = endpointSchema(viewer.role, allowedHosts()).safeParse({ ...fields, ...ticks });
  if (!form.success) throw invalid(form.error, 'body');
  return form.data;
}

type WithSecret = z.output<typeof webhookSecretSchema>;
const withSecret = async (viewer: Viewer, id: number): Promise<WithSecret> => ({
  ...(await webhookForApi(viewer, id)),
  secret: await showSecret(viewer, id),
});

/** Adds an endpoint and tells its secret. Throws Problem `invalid` (422), and what `addEndpoint` throws. */
export async function createForApi(viewer: Viewer, body: Body): Promise<WithSecret> {
  return withSecret(viewer, await addEndpoint(viewer, formOf(viewer, body), { again: 'refused' }));
}

/** Throws Problem `invalid` (422), and what `changeEndpoint` throws. */
export async function changeForApi(viewer: Viewer, id: number, body: Body): Promise<Webhook> {
  await changeEndpoint(viewer, id, formOf(viewer, body));
  return webhookForApi(viewer, id);
}

/** Throws what `switchEndpoint` throws. */
export async function switchForApi(viewer: Viewer, id: number, active: boolean): Promise<Webhook> {
  await switchEndpoint(viewer, id, active);
  return webhookForApi(viewer, id);
}

/**
 * Gives an endpoint a new secret and tells it.
 * @param previousUntil the end of the rotation that the caller knows of
 * Throws DomainError `webhook_rotated` (409: there is another one), and what `rotateSecret` throws.
 */
export async function rotateForApi(
  viewer: Viewer,
  id: number,
  previousUntil: string | null,
): Promise<WithSecret> {
  const seen = previousUntil === null ? '' : new Date(previousUntil).toISOString();
  if (!(await rotateSecret(viewer, id, seen))) throw new DomainError('webhook_rotated');
  return withSecret(viewer, id);
}

type Listed = Omit<z.output<typeof deliveryListSchema>['deliveries'][number], 'last'>;
const listedOf = (endpointId: number, message: ListedMessage): Listed => ({
  ...{ id: message.id, type: message.type, order: message.order, state: message.state },
  ...{ createdAt: message.createdAt, sentAt: message.sentAt, nextAt: message.nextAt, tries: message.tries },
  links: { self: `${webhookUrl(endpointId)}/deliveries/${message.id}` },
});

type Attempt = NonNullable<ListedMessage['last']>;
const attemptOf = ({ id: _, ...attempt }: Attempt) => attempt;

/** A page of the messages of an endpoint, newest first. Throws DomainError `not_found` (404). */
export async function deliveriesForApi(
  viewer: Viewer,
  id: number,
  { state, type, cursor }: z.output<typeof deliveryQuery>,
): Promise<z.output<typeof deliveryListSchema>> {
  await webhookForApi(viewer, id);
  const filter = { state: state ?? null, type: type ?? null };
  const { messages, next } = await listMessages(id, filter, cursor ?? null);
  return {
    deliveries: messages.map((one) => ({ ...listedOf(id, one), last: one.last && attemptOf(one.last) })),
    links: { next: next === null ? null : nextUrl(`/webhooks/${id}/deliveries`, { state, type }, next) },
  };
}

/** Throws DomainError `not_found` (404). */
export async function deliveryForApi(
  viewer: Viewer,
  id: number,
  delivery: string,
): Promise<z.output<typeof deliverySchema>> {
  const found = await getMessage(viewer, id, delivery);
  if (!found) throw new DomainError('not_found', 404);
  return { ...listedOf(id, found), payload: found.payload, attempts: found.attempts.map(attemptOf) };
}

/** Throws what `sendTest` throws. */
export async function testForApi(viewer: Viewer, id: number) {
  return deliveryForApi(viewer, id, await sendTest(viewer, id));
}

/** Throws what `sendAgain` throws. */
export async function replayForApi(viewer: Viewer, id: number, delivery: string) {
  await sendAgain(viewer, id, delivery);
  return deliveryForApi(viewer, id, delivery);
}

/** @param since UTC. Throws what `sendFailedAgain` throws. */
export async function replayFailedForApi(viewer: Viewer, id: number, since: string) {
  return { count: await sendFailedAgain(viewer, id, new Date(since)) };
}
