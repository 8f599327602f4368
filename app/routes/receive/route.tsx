import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep } from '~/domain/auth/pending-form.server';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { isStaff } from '~/domain/auth/rules';
import { listExpectedShipments } from '~/domain/shipments/receive-queries.server';
import { findShipmentByCode, scanAnywhere } from '~/domain/shipments/scan-anywhere.server';
import { RefusalNotice } from '~/parts/refusal-notice';
import { Scanner } from '~/parts/scanner';
import { readForm, textFields } from '~/platform/http/form.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { PageHeader } from '~/ui/frame/page-header';
import { ExpectedShipments } from './expected-shipments';

/** The address in the QR code of a label leads to its shipment; nothing is noted before somebody says so. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const code = new URL(args.request.url).searchParams.get('code') ?? '';
  const shipment = code ? await findShipmentByCode(viewer, code) : null;
  const received = shipment?.direction === 'inbound' && isStaff(viewer);
  if (shipment && received && /^(confirmed|closed)$/.test(shipment.status))
    throw redirect(`/receive/${shipment.number}?${new URLSearchParams({ code })}`);
  if (shipment) throw redirect(`/shipments/${shipment.number}`);
  if (!isStaff(viewer)) throw notFound();
  return { code, expected: await listExpectedShipments(viewer) };
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  if (!isStaff(viewer)) throw notFound();
  const outcome = await scanAnywhere(viewer, textFields(form).code ?? '');
  const { shipment, result, code } = outcome;
  if (!shipment) return { outcome };
  return redirect(`/receive/${shipment}?${new URLSearchParams({ scanned: result, text: code })}`);
});

export default function Receive() {
  const { t } = useTranslation('shipments');
  const { code, expected } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const outcome = answer && 'outcome' in answer ? answer.outcome : null;
  return (
    <>
      <PageHeader title={t('receive.title')} subtitle={t('receive.subtitle')} />
      <RefusalNotice answer={answer} />
      <div className="flex flex-col gap-6">
        <div className="max-w-160">
          <Scanner action="/receive" shipment="" answer={outcome} code={code} />
        </div>
        <ExpectedShipments expected={expected} />
      </div>
    </>
  );
}
