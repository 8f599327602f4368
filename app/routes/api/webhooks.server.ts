import { type Served, serve } from '~/domain/api/serve.server';
import * as operations from '~/domain/api/webhooks/operations';
import { removeEndpoint } from '~/domain/webhooks/change-endpoint.server';
import * as webhooks from '~/domain/webhooks/for-api.server';

/** Endpoints that are told what happens, and what became of it. */
export const WEBHOOKS: readonly Served[] = [
  serve(operations.LIST_WEBHOOKS, ({ viewer, query }) => webhooks.webhooksForApi(viewer, query.all)),
  serve(operations.CREATE_WEBHOOK, ({ viewer, body }) => webhooks.createForApi(viewer, body)),
  serve(operations.GET_WEBHOOK, ({ viewer, params }) => webhooks.webhookForApi(viewer, params.id)),
  serve(operations.CHANGE_WEBHOOK, ({ viewer, params, body }) =>
    webhooks.changeForApi(viewer, params.id, body),
  ),
  serve(operations.REMOVE_WEBHOOK, async ({ viewer, params }) => {
    await removeEndpoint(viewer, params.id);
    return {};
  }),
  serve(operations.DEACTIVATE_WEBHOOK, ({ viewer, params }) =>
    webhooks.switchForApi(viewer, params.id, false),
  ),
  serve(operations.ACTIVATE_WEBHOOK, ({ viewer, params }) => webhooks.switchForApi(viewer, params.id, true)),
  serve(operations.ROTATE_SECRET, ({ viewer, params, body }) =>
    webhooks.rotateForApi(viewer, params.id, body.previousUntil),
  ),
  serve(operations.TEST_WEBHOOK, ({ viewer, params }) => webhooks.testForApi(viewer, params.id)),
  serve(operations.LIST_DELIVERIES, ({ viewer, params, query }) =>
    webhooks.deliveriesForApi(viewer, params.id, query),
  ),
  serve(operations.GET_DELIVERY, ({ viewer, params }) =>
    webhooks.deliveryForApi(viewer, params.id, params.delivery),
  ),
  serve(operations.REPLAY_DELIVERY, ({ viewer, params }) =>
    webhooks.replayForApi(viewer, params.id, params.delivery),
  ),
  serve(operations.REPLAY_FAILED, ({ viewer, params, body }) =>
    webhooks.replayFailedForApi(viewer, params.id, body.since),
  ),
];
