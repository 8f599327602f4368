import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { listEndpoints } from '~/domain/webhooks/endpoints.server';
import { typeKey, WEBHOOK_ROLES, webhookTypesFor } from '~/domain/webhooks/rules';
import { WebhookList } from '~/parts/webhook-list';
import { DescriptionList } from '~/ui/description-list';
import { Panel } from '~/ui/panel';
import { Receiving } from './receiving';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, ...WEBHOOK_ROLES);
  const done = new URL(args.request.url).searchParams.has('removed');
  return { done, types: webhookTypesFor(viewer.role), endpoints: await listEndpoints(viewer) };
}

export default function Webhooks() {
  const { t } = useTranslation('webhooks');
  const { done, types, endpoints } = useLoaderData<typeof loader>();
  const items = types.map((type) => ({ term: type, detail: t(`types.${typeKey(type)}`) }));
  return (
    <>
      <WebhookList endpoints={endpoints} removed={done} everybody={false} />
      <div className="mt-6 grid items-start gap-5 lg:grid-cols-2">
        <Panel title={t('types_title')}>
          <p className="mb-3 text-muted">{t('types_text')}</p>
          <DescriptionList items={items} stacked />
        </Panel>
        <Receiving />
      </div>
    </>
  );
}
