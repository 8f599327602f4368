import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { isStaff } from '~/domain/auth/rules';
import { getScanIn, SCAN_PAGE } from '~/domain/shipments/receive-queries.server';
import { recallScan } from '~/domain/shipments/receive-recall.server';
import { SCAN_RESULTS, SCAN_VIEWS } from '~/domain/shipments/scan-rules';
import { RefusalNotice } from '~/parts/refusal-notice';
import { Scanner } from '~/parts/scanner';
import { readForm } from '~/platform/http/form.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { ButtonLink } from '~/ui/button';
import { PageHeader } from '~/ui/frame/page-header';
import { StatusBadge } from '~/ui/status-badge';
import { runCommand } from './actions.server';
import { CloseScanIn } from './close-scan-in';
import { Parcels } from './parcels';
import { ScanRows } from './scan-rows';
import { UnknownCodes } from './unknown-codes';
import { useFreshCounts } from './use-fresh-counts';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'technician', 'administrator');
  const query = new URL(args.request.url).searchParams;
  const view = SCAN_VIEWS.find((name) => name === query.get('view')) ?? 'missing';
  const page = Math.max(0, Math.min(100, Math.trunc(Number(query.get('page') ?? 1)) - 1 || 0));
  const scanIn = await getScanIn(viewer, args.params.number ?? '', view, page);
  if (!scanIn) throw notFound();
  const result = SCAN_RESULTS.find((name) => name === query.get('scanned'));
  const recalled = result ? await recallScan(scanIn.number, query.get('text') ?? '', result) : null;
  return { scanIn, view, page, recalled, code: query.get('code') ?? '', pageSize: SCAN_PAGE };
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  if (!isStaff(viewer)) throw notFound();
  const outcome = await runCommand(viewer, args.params.number ?? '', form);
  if (outcome) return { outcome };
  return redirect(samePart(args.request));
});

/** The page with the part of the scan-in that was looked at, without what it said. */
function samePart(request: Request): string {
  const { pathname, searchParams } = new URL(request.url);
  for (const name of ['scanned', 'text', 'code']) searchParams.delete(name);
  return `${pathname.replace(/\.data$/, '')}?${searchParams}`.replace(/\?$/, '');
}

export default function ReceiveShipment() {
  const { t } = useTranslation('shipments');
  const { scanIn, view, page, recalled, code, pageSize } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const said = answer && 'outcome' in answer ? answer.outcome : recalled;
  const open = scanIn.status === 'confirmed';
  useFreshCounts();
  return (
    <>
      <PageHeader
        back={{ to: '/receive', label: t('receive.title') }}
        title={<span className="tabular">{scanIn.number}</span>}
        subtitle={t('receive.from_to', { account: scanIn.account, location: scanIn.location })}
        badge={
          <StatusBadge tone={open ? (scanIn.arrivedAt ? 'progress' : 'info') : 'success'}>
            {t(open ? (scanIn.arrivedAt ? 'receive.unpacking' : 'receive.on_the_way') : 'receive.closed')}
          </StatusBadge>
        }
        actions={<ButtonLink to={`/shipments/${scanIn.number}`}>{t('receive.shipment')}</ButtonLink>}
      />
      <RefusalNotice answer={answer} />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_340px] lg:items-start">
        <div className="flex min-w-0 flex-col gap-4">
          <Scanner
            key={scanIn.number}
            action={`/receive/${scanIn.number}`}
            shipment={scanIn.number}
            answer={said}
            code={code}
          />
          {!open && <p className="text-soft">{t('receive.closed_help')}</p>}
          <ScanRows scanIn={scanIn} view={view} page={page} pageSize={pageSize} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <CloseScanIn scanIn={scanIn} />
          <Parcels scanIn={scanIn} />
          <UnknownCodes scanIn={scanIn} />
          <p className="text-xs text-muted">
            <Link to="/receive" className="underline">
              {t('receive.other')}
            </Link>
          </p>
        </div>
      </div>
    </>
  );
}
