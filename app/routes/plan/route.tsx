import type { LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { findOrNew, formPage, requireSetup, saveAction } from '~/domain/auth/setup.server';
import { CURRENCIES } from '~/domain/companies/rules';
import { getPlan, savePlan } from '~/domain/contracts/plans.server';
import { planSchema } from '~/domain/contracts/schema';
import { typedPrice } from '~/domain/orders/lines-from-catalogue.server';
import { usualVatRate } from '~/domain/orders/rules';
import { RefusalNotice } from '~/parts/refusal-notice';
import { onOrEmpty, SetupForm, useSetupForm } from '~/parts/setup-form';
import { useVatRates } from '~/parts/use-vat-rates';
import { FormSection } from '~/ui/forms/form-section';
import { PageHeader } from '~/ui/frame/page-header';

const EMPTY = {
  code: '',
  nameEn: '',
  nameDe: '',
  descriptionEn: '',
  descriptionDe: '',
  currency: 'CHF',
  price: '',
  vat: String(usualVatRate('CHF')),
  termMonths: '12',
  renews: 'on',
  renewalMonths: '12',
  noticeDays: '30',
  active: 'on',
};

/** A stored plan as its form shows it. */
function fieldsOf(plan: NonNullable<Awaited<ReturnType<typeof getPlan>>>, format: string): typeof EMPTY {
  return {
    ...plan,
    price: typedPrice(plan.priceMinor, plan.currency, format),
    vat: String(plan.vatBasisPoints),
    termMonths: String(plan.termMonths),
    renews: onOrEmpty(plan.renews),
    renewalMonths: String(plan.renewalMonths),
    noticeDays: String(plan.noticeDays),
    active: onOrEmpty(plan.active),
  };
}

export async function loader(args: LoaderFunctionArgs) {
  const { format, own } = await requireSetup(args);
  const plan = await findOrNew(args.params.id, getPlan);
  return formPage(args, EMPTY, plan && fieldsOf(plan, format), {
    title: plan && own(plan.nameEn, plan.nameDe),
  });
}

export const action = saveAction({
  schema: planSchema,
  find: getPlan,
  save: savePlan,
  done: '/admin/plans?saved',
});

export default function PlanPage() {
  const { t } = useTranslation(['contracts', 'orders']);
  const { title, fields } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const result = answer && 'result' in answer ? answer.result : null;
  const { form, wrong, line, figure, area, select, tick } = useSetupForm('plan', fields, result);
  const rates = useVatRates();
  const currencies = CURRENCIES.map((currency) => ({ value: currency, label: currency }));
  const required = true;
  return (
    <>
      <PageHeader title={title ?? t('plans.new')} back={{ to: '/admin/plans', label: t('plans.title') }} />
      <RefusalNotice answer={answer} />
      <SetupForm form={form} wrong={wrong} save={t('plans.save')} back="/admin/plans">
        <FormSection title={t('plans.what')}>
          {line('code', { label: t('plans.code'), help: t('plans.code_help'), required })}
          {line('nameEn', { label: t('plans.nameEn'), required })}
          {line('nameDe', { label: t('plans.nameDe'), required })}
          {area('descriptionEn', { label: t('plans.descriptionEn') })}
          {area('descriptionDe', { label: t('plans.descriptionDe') })}
        </FormSection>
        <FormSection title={t('plans.costs')} text={t('plans.costs_text')}>
          {select('currency', { label: t('plans.currency'), required }, currencies)}
          {line('price', { label: t('plans.price'), required })}
          {select('vat', { label: t('orders:lines.vat'), required }, rates)}
        </FormSection>
        <FormSection title={t('plans.terms')}>
          {figure('termMonths', { label: t('plans.termMonths'), required })}
          {tick('renews', { label: t('plans.renews_tick') })}
          {figure('renewalMonths', { label: t('plans.renewalMonths'), required })}
          {figure('noticeDays', { label: t('plans.noticeDays'), required })}
          {tick('active', { label: t('plans.active'), help: t('plans.active_help') })}
        </FormSection>
      </SetupForm>
    </>
  );
}
