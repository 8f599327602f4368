import { z } from 'zod';
import { CHOSEN_TYPES, STOP_REASONS, WEBHOOK_STATES } from '../../webhooks/rules';
import { idInPath, links, nextLink, time } from '../schema';

export const webhookParams = z.object({ id: idInPath.transform(Number) });

const deliveryId = z.string().regex(/^msg_[0-9a-z]{33}$/, 'api_unknown_cursor');
export const deliveryParams = webhookParams.extend({ delivery: deliveryId });

export const webhookQuery = z.strictObject({
  all: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
});

/** All of an endpoint, as it is to be: what its form asks, which checks it. */
export const webhookBody = z.strictObject({
  url: z.string(),
  description: z.string().default(''),
  types: z.array(z.enum(CHOSEN_TYPES)).max(50).default([]),
});

/** The end of the rotation that the caller knows of, or null. */
export const rotationBody = z.strictObject({ previousUntil: time.nullable() });

export const deliveryQuery = z.strictObject({
  state: z.enum(WEBHOOK_STATES).optional(),
  type: z.enum([...CHOSEN_TYPES, 'webhook.test']).optional(),
  cursor: deliveryId.optional(),
});

export const replayBody = z.strictObject({
  since: time.refine((at) => at > '2000' && at < '2200', 'not_a_date'),
});

const endpoint = {
  id: z.int(),
  url: z.string(),
  description: z.string(),
  types: z.array(z.string()),
  active: z.boolean(),
  stoppedBecause: z.enum(STOP_REASONS).nullable(),
  failingSince: time.nullable(),
  previousUntil: time.nullable(),
  createdAt: time,
  owner: z.object({ name: z.string(), company: z.string().nullable() }),
  links,
};

export const webhookSchema = z.object(endpoint).meta({ id: 'Webhook' });
export const webhookListSchema = z.object({ webhooks: z.array(webhookSchema) });
export const webhookSecretSchema = z
  .object({ ...endpoint, secret: z.string() })
  .meta({ id: 'WebhookSecret' });

const attempt = z.object({
  at: time,
  status: z.int().nullable(),
  milliseconds: z.int(),
  answer: z.string(),
});

const delivery = {
  id: z.string(),
  type: z.string().nullable(),
  order: z.string().nullable(),
  state: z.enum(WEBHOOK_STATES),
  createdAt: time,
  sentAt: time.nullable(),
  nextAt: time.nullable(),
  tries: z.int(),
  links,
};

export const deliveryListSchema = z.object({
  deliveries: z.array(z.object({ ...delivery, last: attempt.nullable() })),
  links: nextLink,
});

export const deliverySchema = z.object({
  ...delivery,
  payload: z.record(z.string(), z.unknown()),
  attempts: z.array(attempt),
});

export const replaySchema = z.object({ count: z.int() });
