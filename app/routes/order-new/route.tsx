import { randomUUID } from 'node:crypto';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { newOrderFields, orderFormSetup } from '~/domain/orders/setup.server';
import { submitOrderForm } from '~/domain/orders/submit-form.server';
import { OrderForm } from '~/parts/order-form';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm } from '~/platform/http/form.server';
import { requestLanguage } from '~/platform/http/language.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { PageHeader } from '~/ui/frame/page-header';

const ORDERING = ['customer', 'reseller', 'technician', 'administrator'] as const;

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, ...ORDERING);
  const { locale } = await requestLanguage(args.request, viewer.locale);
  const pending = await takePendingForm(args.request, '/orders/new');
  return data(
    {
      setup: await orderFormSetup(viewer, locale),
      submissionKey: pending?.fields.submissionKey ?? randomUUID(),
      fields: pending?.fields ?? (await newOrderFields(viewer)),
      approvesItself: viewer.role === 'reseller',
    },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  if (!ORDERING.some((role) => role === viewer.role)) throw notFound();
  const { locale } = await requestLanguage(args.request, viewer.locale);
  const outcome = await submitOrderForm(viewer, locale, form);
  return 'path' in outcome ? redirect(outcome.path) : data({ result: outcome.errors }, { status: 422 });
});

export default function NewOrder() {
  const { t } = useTranslation('orders');
  // What the form began with stays, so that a repeated question to the server changes nothing in it.
  const loaded = useLoaderData<typeof loader>();
  const [{ fields, submissionKey }] = useState(loaded);
  const shown = { ...loaded, fields, submissionKey };
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={t('form.title')} back={{ to: '/orders', label: t('form.back') }} />
      <RefusalNotice answer={answer} />
      <OrderForm {...shown} result={answer && 'result' in answer ? answer.result : undefined} />
    </>
  );
}
