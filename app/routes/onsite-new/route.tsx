import { randomUUID } from 'node:crypto';
import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { takePendingForm } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { readFromAdministrator } from '~/domain/auth/setup.server';
import { fillFromCatalogue, offeredFirst } from '~/domain/orders/lines-from-catalogue.server';
import { onsiteCustomer, sellOnsite } from '~/domain/partners/new-onsite.server';
import { lineSlots, newOnsiteSchema } from '~/domain/partners/new-onsite-schema';
import { RefusalNotice } from '~/parts/refusal-notice';
import { textFields } from '~/platform/http/form.server';
import { requestLanguage } from '~/platform/http/language.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { loadOffered } from './load-offered.server';
import { OnsiteForm } from './onsite-form';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'administrator');
  const language = await requestLanguage(args.request, viewer.locale);
  const pending = await takePendingForm(args.request, '/onsite/new');
  return data(
    {
      offered: await loadOffered(viewer, language.locale),
      items: await offeredFirst('CHF', language),
      fields: { submissionKey: randomUUID(), ...pending?.fields } as Record<string, string>,
    },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const { viewer, form } = await readFromAdministrator(args);
  const slots = lineSlots(form.get('slots'));
  if (form.get('intent') === 'line')
    return data({ result: { initialValue: { ...textFields(form), slots: String(slots.length + 1) } } });
  const { locale, format } = await requestLanguage(args.request, viewer.locale);
  const { locations, serviceTypes, partners } = await loadOffered(viewer, locale);
  const found = await onsiteCustomer(viewer, String(form.get('customer') ?? ''));
  const ids = (rows: { value: string }[]) => rows.map(({ value }) => Number(value));
  const offered = {
    locationIds: ids(locations),
    serviceTypeIds: ids(serviceTypes),
    partnerIds: ids(partners),
  };
  const currency = 'company' in found ? found.company.currency : 'CHF';
  if ('company' in found) await fillFromCatalogue(form, currency, found.company, format);
  const submission = parseWithZod(form, { schema: newOnsiteSchema(offered, currency, format, slots) });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 422 });
  if ('refused' in found)
    return data(
      { result: submission.reply({ fieldErrors: { customer: [found.refused] } }) },
      { status: 422 },
    );
  const number = await sellOnsite(viewer, found.company, submission.value, locale);
  return redirect(`/orders/${number}`);
});

/** An on-site order for a customer of any account. */
export default function NewOnsiteOrder() {
  const { t } = useTranslation('partners');
  const { offered, items, fields } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title={t('new.title')}
        subtitle={t('new.subtitle')}
        back={{ to: '/orders', label: t('new.back') }}
      />
      <RefusalNotice answer={answer} />
      {offered.serviceTypes.length === 0 ? (
        <Notice tone="waiting" title={t('new.no_types')}>
          {t('new.no_types_text')}
        </Notice>
      ) : (
        <OnsiteForm
          {...offered}
          items={items}
          fields={fields}
          result={answer && 'result' in answer ? answer.result : null}
        />
      )}
    </>
  );
}
