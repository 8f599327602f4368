import type { LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { findOrNew, formPage, requireSetup, saveAction } from '~/domain/auth/setup.server';
import { getCatalogueItem, saveCatalogueItem } from '~/domain/companies/catalogue.server';
import { catalogueSchema } from '~/domain/companies/catalogue-schema';
import { CURRENCIES } from '~/domain/companies/rules';
import { typedPrice } from '~/domain/orders/lines-from-catalogue.server';
import { usualVatRate } from '~/domain/orders/rules';
import { RefusalNotice } from '~/parts/refusal-notice';
import { onOrEmpty, SetupForm, useSetupForm } from '~/parts/setup-form';
import { useVatRates } from '~/parts/use-vat-rates';
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

/** A stored item as its form shows it. */
function fieldsOf(
  item: NonNullable<Awaited<ReturnType<typeof getCatalogueItem>>>,
  format: string,
): typeof EMPTY {
  return {
    ...item,
    price: typedPrice(item.unitPriceMinor, item.currency, format),
    vat: String(item.vatBasisPoints),
    warranty: onOrEmpty(item.warranty),
    active: onOrEmpty(item.active),
  };
}

export async function loader(args: LoaderFunctionArgs) {
  const { format, own } = await requireSetup(args);
  const item = await findOrNew(args.params.id, getCatalogueItem);
  return formPage(args, EMPTY, item && fieldsOf(item, format), {
    title: item && own(item.nameEn, item.nameDe),
  });
}

export const action = saveAction({
  schema: catalogueSchema,
  find: getCatalogueItem,
  save: saveCatalogueItem,
  done: '/admin/catalogue?saved',
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
