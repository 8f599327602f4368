import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { type ShouldRevalidateFunctionArgs, useActionData, useLoaderData } from '@remix-run/react';
import { ScanBarcode } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { SHIPMENT_ROLES } from '~/domain/shipments/rules';
import { RefusalNotice } from '~/parts/refusal-notice';
import { ReturnArrival } from '~/parts/return-arrival';
import { ShipmentDifference } from '~/parts/shipment-difference';
import { ShipmentPapers } from '~/parts/shipment-papers';
import { ShipmentStatusBadge } from '~/parts/shipment-status';
import { readForm } from '~/platform/http/form.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { ButtonLink } from '~/ui/button';
import { CopyText } from '~/ui/copy-text';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { runCommand } from './actions.server';
import { Devices } from './devices';
import { Editor } from './editor';
import { EndShipment } from './end-shipment';
import { Facts } from './facts';
import { History } from './history';
import { loadShipment } from './load-shipment.server';
import { Tracking } from './tracking';
import { type Answer, answerOf } from './typed';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, ...SHIPMENT_ROLES);
  const number = args.params.number ?? '';
  const loaded = await loadShipment(viewer, number, new URL(args.request.url).searchParams);
  if (!loaded) throw notFound();
  const pending = await takePendingForm(args.request, `/shipments/${number}`);
  return data(
    { ...loaded, kept: pending?.fields ?? null },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  return runCommand({ viewer, number: args.params.number ?? '', form });
});

/** Whose step was refused because the shipment has moved on sees where it is now. */
export function shouldRevalidate({
  defaultShouldRevalidate,
  actionStatus = 200,
}: ShouldRevalidateFunctionArgs) {
  return defaultShouldRevalidate || actionStatus >= 400;
}

export default function ShipmentPage() {
  const { t } = useTranslation(['shipments', 'common']);
  const loaded = useLoaderData<typeof loader>();
  const given = useActionData<typeof action>();
  const { shipment, may } = loaded;
  const answer = answerOf(given, loaded.kept);
  return (
    <>
      <PageHeader
        back={{ to: '/shipments', label: t('draft.back') }}
        title={
          <>
            {shipment.number}{' '}
            <CopyText
              iconOnly
              value={shipment.number}
              label={t('list.copy_number')}
              copiedLabel={t('common:copied')}
            />
          </>
        }
        subtitle={
          shipment.direction === 'inbound'
            ? `${shipment.account.name} → ${shipment.location.name}`
            : `${shipment.location.name} → ${shipment.account.name}`
        }
        badge={<ShipmentStatusBadge status={shipment.status} arrivedAt={shipment.arrivedAt} />}
        actions={
          may.scan &&
          shipment.direction === 'inbound' && (
            <ButtonLink
              to={`/receive/${shipment.number}`}
              icon={<ScanBarcode size={16} aria-hidden />}
              variant={shipment.status === 'confirmed' ? 'primary' : 'secondary'}
            >
              {t('page.scan_in')}
            </ButtonLink>
          )
        }
      />
      <RefusalNotice answer={given} />
      {!given && <Done done={loaded.done} />}
      {may.adjust || loaded.repacking ? (
        <Editor page={loaded} answer={answer} />
      ) : (
        <Sent page={loaded} answer={answer} />
      )}
    </>
  );
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>;

/** A shipment that is on its way, has arrived, or is void. */
function Sent({ page, answer }: { page: Page; answer: Answer }) {
  const { t } = useTranslation('shipments');
  const { shipment, may } = page;
  return (
    <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_340px] lg:items-start">
      <div className="flex min-w-0 flex-col gap-4">
        {shipment.status === 'voided' && (
          <Notice tone="danger" title={t('page.voided')}>
            {shipment.voidReason}
          </Notice>
        )}
        {page.difference && <ShipmentDifference number={shipment.number} difference={page.difference} />}
        {page.arriving.length > 0 && <ReturnArrival number={shipment.number} items={page.arriving} />}
        <ShipmentPapers number={shipment.number} status={shipment.status} papers={shipment.papers} />
        <Tracking page={page} answer={answer} />
        <Devices page={page} />
        <History entries={page.timeline} />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <Facts shipment={shipment} devices={page.page.count} />
        {may.void && <EndShipment kind="void" />}
      </div>
    </div>
  );
}

const SAID = { saved: 'draft.saved', tracked: 'page.tracking_saved', repacked: 'page.repacked' } as const;

function Done({ done }: { done: string | null }) {
  const { t } = useTranslation('shipments');
  if (done === null || !Object.hasOwn(SAID, done)) return null;
  return (
    <div className="mb-4">
      <Notice tone="success" role="status" title={t(SAID[done as keyof typeof SAID])} />
    </div>
  );
}
