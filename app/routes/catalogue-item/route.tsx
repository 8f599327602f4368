import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { getCatalogueItem, saveCatalogueItem } from '~/domain/companies/catalogue.server';
import { catalogueSchema } from '~/domain/companies/catalogue-schema';
import { CURRENCIES } from '~/domain/companies/rules';
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
  sku: '',
  kind: 'service',
  nameEn: '',
  nameDe: '',
  currency: 'CHF',
  price: '',
  vat: String(usualVatRate('CHF')),
  warranty: '',
  active: 'on',
};

/** The id in the URL: null for `new`. Throws the 404 for anything that is no id. */
function itemIdOf(param: string | undefined): number | null {
  if (param === 'new') return null;
  const id = idOf(param);
  if (id === null) throw notFound();
  return id;
}

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'administrator');
  const { locale, format } = await requestLanguage(args.request, viewer.locale);
  const id = itemIdOf(args.params.id);
  const item = id === null ? null : await getCatalogueItem(id);
  if (id !== null && !item) throw notFound();
  const pending = await takePendingForm(args.request, new URL(args.request.url).pathname);
  const fields: typeof EMPTY = item
    ? {
        ...item,
        price: typedPrice(item.unitPriceMinor, item.currency, format),
        vat: String(item.vatBasisPoints),
        warranty: item.warranty ? 'on' : '',
        active: item.active ? 'on' : '',
      }
    : EMPTY;
  const typed = pending && { ...EMPTY, active: '', ...pending.fields };
  return data(
    { title: (locale === 'de' ? item?.nameDe : item?.nameEn) ?? null, fields: typed ?? fields },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  if (viewer.role !== 'administrator') throw notFound();
  const { format } = await requestLanguage(args.request, viewer.locale);
  const submission = parseWithZod(form, { schema: catalogueSchema(format) });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 422 });
  await saveCatalogueItem(viewer, itemIdOf(args.params.id), submission.value);
  return redirect('/admin/catalogue?saved');
});

export default function CatalogueItemPage() {
  const { t } = useTranslation(['quotes', 'orders']);
  const { title, fields } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const result = answer && 'result' in answer ? answer.result : null;
  const { form, wrong, line, select, tick } = useSetupForm('catalogue-item', fields, result);
  const kinds = (['service', 'product'] as const).map((kind) => ({
    value: kind,
    label: t(`orders:lines.${kind}`),
  }));
  const rates = useVatRates();
  const currencies = CURRENCIES.map((currency) => ({ value: currency, label: currency }));
  const required = true;
  return (
    <>
      <PageHeader
        title={title ?? t('catalogue.new')}
        back={{ to: '/admin/catalogue', label: t('catalogue.title') }}
      />
      <RefusalNotice answer={answer} />
      <SetupForm form={form} wrong={wrong} save={t('catalogue.save')} back="/admin/catalogue">
        <FormSection title={t('catalogue.what')}>
          {line('sku', { label: t('catalogue.sku'), help: t('catalogue.sku_help'), required })}
          {select('kind', { label: t('orders:lines.kind'), required }, kinds)}
          {line('nameEn', { label: t('catalogue.name_en'), required })}
          {line('nameDe', { label: t('catalogue.name_de'), required })}
        </FormSection>
        <FormSection title={t('catalogue.costs')} text={t('catalogue.costs_text')}>
          {select('currency', { label: t('catalogue.currency'), required }, currencies)}
          {line('price', { label: t('catalogue.price'), required })}
          {select('vat', { label: t('orders:lines.vat'), required }, rates)}
          {tick('warranty', { label: t('orders:lines.warranty') })}
          {tick('active', { label: t('catalogue.active'), help: t('catalogue.active_help') })}
        </FormSection>
      </SetupForm>
    </>
  );
}
