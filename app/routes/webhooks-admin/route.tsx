import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { listEndpoints } from '~/domain/webhooks/endpoints.server';
import { WebhookList } from '~/parts/webhook-list';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'administrator');
  return { endpoints: await listEndpoints(viewer, { everybody: true }) };
}

export default function AllWebhooks() {
  const { endpoints } = useLoaderData<typeof loader>();
  return <WebhookList endpoints={endpoints} removed={false} everybody />;
}
