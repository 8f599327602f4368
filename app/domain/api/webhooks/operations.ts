import { define } from '../operation';
import {
  deliveryListSchema,
  deliveryParams,
  deliveryQuery,
  deliverySchema,
  replayBody,
  replaySchema,
  rotationBody,
  webhookBody,
  webhookListSchema,
  webhookParams,
  webhookQuery,
  webhookSchema,
  webhookSecretSchema,
} from './schema';

const read = { noun: 'webhooks', method: 'GET', scope: 'webhooks:read', status: 200 } as const;
const write = { noun: 'webhooks', method: 'POST', scope: 'webhooks:write', status: 200 } as const;

export const LIST_WEBHOOKS = define({
  ...read,
  id: 'listWebhooks',
  path: '/webhooks',
  query: webhookQuery,
  answer: ['WebhookList', webhookListSchema],
});

export const CREATE_WEBHOOK = define({
  ...write,
  id: 'createWebhook',
  path: '/webhooks',
  body: webhookBody,
  idempotency: 'required',
  status: 201,
  answer: ['WebhookSecret', webhookSecretSchema],
  secret: true,
  refuses: ['webhook_known', 'webhooks_full', 'webhook_secret_unreadable'],
});

export const GET_WEBHOOK = define({
  ...read,
  id: 'getWebhook',
  path: '/webhooks/{id}',
  params: webhookParams,
  answer: ['Webhook', webhookSchema],
});

export const CHANGE_WEBHOOK = define({
  ...write,
  id: 'changeWebhook',
  method: 'PUT',
  path: '/webhooks/{id}',
  params: webhookParams,
  body: webhookBody,
  answer: ['Webhook', webhookSchema],
  refuses: ['webhook_known'],
});

export const REMOVE_WEBHOOK = define({
  ...write,
  id: 'removeWebhook',
  method: 'DELETE',
  path: '/webhooks/{id}',
  params: webhookParams,
  status: 204,
  answer: null,
});

export const DEACTIVATE_WEBHOOK = define({
  ...write,
  id: 'deactivateWebhook',
  path: '/webhooks/{id}/deactivate',
  params: webhookParams,
  idempotency: 'optional',
  answer: ['Webhook', webhookSchema],
});

export const ACTIVATE_WEBHOOK = define({
  ...write,
  id: 'activateWebhook',
  path: '/webhooks/{id}/activate',
  params: webhookParams,
  idempotency: 'optional',
  answer: ['Webhook', webhookSchema],
});

export const ROTATE_SECRET = define({
  ...write,
  id: 'rotateWebhookSecret',
  path: '/webhooks/{id}/secret',
  params: webhookParams,
  body: rotationBody,
  idempotency: 'required',
  answer: ['WebhookSecret', webhookSecretSchema],
  secret: true,
  refuses: ['webhook_rotated', 'webhook_secret_unreadable'],
});

export const TEST_WEBHOOK = define({
  ...write,
  id: 'testWebhook',
  path: '/webhooks/{id}/test',
  params: webhookParams,
  idempotency: 'optional',
  status: 201,
  answer: ['Delivery', deliverySchema],
  refuses: ['webhook_off', 'webhook_tests_waiting'],
});

export const LIST_DELIVERIES = define({
  ...read,
  id: 'listDeliveries',
  path: '/webhooks/{id}/deliveries',
  params: webhookParams,
  query: deliveryQuery,
  answer: ['DeliveryList', deliveryListSchema],
});

export const GET_DELIVERY = define({
  ...read,
  id: 'getDelivery',
  path: '/webhooks/{id}/deliveries/{delivery}',
  params: deliveryParams,
  answer: ['Delivery', deliverySchema],
});

export const REPLAY_DELIVERY = define({
  ...write,
  id: 'replayDelivery',
  path: '/webhooks/{id}/deliveries/{delivery}/replay',
  params: deliveryParams,
  idempotency: 'optional',
  answer: ['Delivery', deliverySchema],
  refuses: ['webhook_off'],
});

export const REPLAY_FAILED = define({
  ...write,
  id: 'replayFailed',
  path: '/webhooks/{id}/replay',
  params: webhookParams,
  body: replayBody,
  idempotency: 'optional',
  answer: ['Replay', replaySchema],
  refuses: ['webhook_off'],
});

export const WEBHOOK_OPERATIONS = [
  LIST_WEBHOOKS,
  CREATE_WEBHOOK,
  GET_WEBHOOK,
  CHANGE_WEBHOOK,
  REMOVE_WEBHOOK,
  DEACTIVATE_WEBHOOK,
  ACTIVATE_WEBHOOK,
  ROTATE_SECRET,
  TEST_WEBHOOK,
  LIST_DELIVERIES,
  GET_DELIVERY,
  REPLAY_DELIVERY,
  REPLAY_FAILED,
];
