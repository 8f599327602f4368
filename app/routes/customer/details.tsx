import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerDetail } from '~/domain/companies/customers.server';
import { isLocale } from '~/platform/i18n/locale';
import { CopyText } from '~/ui/copy-text';
import { type Description, DescriptionList } from '~/ui/description-list';
import { Panel } from '~/ui/panel';

type Shown =
  | ('number' | 'street' | 'postalCode' | 'city' | 'country' | 'email' | 'phone')
  | ('vatId' | 'currency' | 'locale' | 'reseller');

/** Address, contact and billing of a customer. */
export function CustomerDetails({ customer }: { customer: Pick<CustomerDetail, Shown> }) {
  const { t } = useTranslation(['customers', 'common']);
  const { number, street, postalCode, city, country, email, phone, vatId, currency, locale, reseller } =
    customer;
  const given = (term: string, value: string | null, detail: ReactNode = value): Description[] =>
    value ? [{ term, detail }] : [];
  const address = [street, [postalCode, city].filter(Boolean).join(' '), country].filter(Boolean);
  return (
    <Panel title={t('page.details')}>
      <DescriptionList
        items={[
          ...given(
            t('page.number'),
            number,
            <CopyText value={number} label={t('common:copy')} copiedLabel={t('common:copied')} />,
          ),
          {
            term: t('page.address'),
            detail: address.map((part) => (
              <span key={part} className="block">
                {part}
              </span>
            )),
          },
          ...given(
            t('page.email'),
            email,
            <a href={`mailto:${email}`} className="text-link">
              {email}
            </a>,
          ),
          ...given(t('page.phone'), phone),
          ...given(t('page.vat_id'), vatId),
          { term: t('page.currency'), detail: currency },
          ...given(t('page.language'), isLocale(locale) ? t(`form.locales.${locale}`) : locale),
          ...given(
            t('page.account'),
            reseller?.name ?? null,
            reseller && (
              <Link to={`/customers/${reseller.id}`} className="text-link">
                {reseller.name}
              </Link>
            ),
          ),
        ]}
      />
    </Panel>
  );
}
