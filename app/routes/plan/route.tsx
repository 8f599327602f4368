import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { CURRENCIES } from '~/domain/companies/rules';
import { getPlan, savePlan } from '~/domain/contracts/plans.server';
import { planSchema } from '~/domain/contracts/schema';
import { typedPrice } from '~/domain/orders/lines-from-catalogue.server';
import { usualVatRate } from '~/domain/orders/rules';
import { RefusalNotice } from '~/parts/refusal-notice';
import { SetupForm, useSetupForm } from '~/parts/setup-form';
import { useVatRates } from '~/parts/use-vat-rates';
import { readForm } from '~/platform/http/form.server';
import { idOf } from '~/platform/http/id-param';
import { requestLanguage } from '~/platform/http/language.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
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

/** The id in the URL: null for `new`. Throws the 404 for anything that is no id. */
function planIdOf(param: string | undefined): number | null {
  const id = idOf(param);
  if (param !== 'new' && id === null) throw notFound();
  return id;
}

/** A stored plan as its form shows it. */
function fieldsOf(plan: NonNullable<Awaited<ReturnType<typeof getPlan>>>, format: string): typeof EMPTY {
  return {
    ...plan,
    price: typedPrice(plan.priceMinor, plan.currency, format),
    vat: String(plan.vatBasisPoints),
    termMonths: String(plan.termMonths),
    renews: plan.renews ? 'on' : '',
    renewalMonths: String(plan.renewalMonths),
    noticeDays: String(plan.noticeDays),
    active: plan.active ? 'on' : '',
  };
}

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'administrator');
  const { locale, format } = await requestLanguage(args.request, viewer.locale);
  const id = planIdOf(args.params.id);
  const plan = id === null ? null : await getPlan(id);
  if (id !== null && !plan) throw notFound();
  const pending = await takePendingForm(args.request, new URL(args.request.url).pathname);
  const typed = pending && { ...EMPTY, active: '', renews: '', ...pending.fields };
  return data(
    {
      title: (locale === 'de' ? plan?.nameDe : plan?.nameEn) ?? null,
      fields: typed ?? (plan ? fieldsOf(plan, format) : EMPTY),
    },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  if (viewer.role !== 'administrator') throw notFound();
  const { format } = await requestLanguage(args.request, viewer.locale);
  const submission = parseWithZod(form, { schema: planSchema(format) });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 422 });
  await savePlan(viewer, planIdOf(args.params.id), submission.value);
  return redirect('/admin/plans?saved');
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
