import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { CompanyDetail } from '~/domain/companies/companies.server';
import { isLocale } from '~/platform/i18n/locale';
import { formatMoney } from '~/platform/money';
import { DescriptionList } from '~/ui/description-list';
import { useFormat } from '~/ui/format';
import { Panel } from '~/ui/panel';

type Props = {
  company: CompanyDetail;
  /** Its country in the reader's language. */
  country: string;
  open: number;
};

/** Address, billing, rights and what there is of an account. */
export function CompanyFacts({ company, country, open }: Props) {
  const { t } = useTranslation(['team', 'common']);
  const format = useFormat();
  const { id, kind, street, postalCode, city, email, phone, vatId, currency, locale } = company;
  const given = (term: string, detail: string | null) => (detail ? [{ term, detail }] : []);
  const yesNo = (value: boolean) => t(value ? 'common:yes' : 'common:no');
  const limit = company.autoApproveMinor;
  const address = [street, `${postalCode} ${city}`.trim(), country].filter(Boolean).join(', ');
  const isPartner = kind === 'partner';
  return (
    <Panel title={t('company.facts')}>
      <DescriptionList
        items={[
          ...given(t('company.address'), address),
          ...given(t('fields.email'), email),
          ...given(t('company.phone'), phone),
          ...given(t('company.vat_id'), vatId),
          { term: t('company.currency'), detail: currency },
          ...(isLocale(locale) ? [{ term: t('fields.locale'), detail: t(`fields.locales.${locale}`) }] : []),
          ...(isPartner
            ? []
            : [{ term: t('company.delivery_short'), detail: yesNo(company.deliveryAllowed) }]),
          ...(kind === 'customer'
            ? [{ term: t('company.prospect_short'), detail: yesNo(company.prospect) }]
            : []),
          ...(kind === 'reseller'
            ? [
                {
                  term: t('company.limit_short'),
                  detail: limit === null ? '–' : formatMoney(limit, currency, format.locale),
                },
                { term: t('companies.customers'), detail: format.number(company.counts.customers) },
              ]
            : []),
          ...(isPartner ? [] : [{ term: t('companies.open'), detail: format.number(open) }]),
        ]}
      />
      <ul className="mt-4 flex flex-col gap-1">
        {!isPartner && (
          <>
            <li>
              <Link to={`/customers/${id}`} className="text-link">
                {t('company.to_orders')}
              </Link>
            </li>
            <li>
              <Link to={`/admin/privacy/customers/${id}`} className="text-link">
                {t('company.to_privacy')}
              </Link>
            </li>
          </>
        )}
        {isPartner && (
          <li>
            <Link to="/settlements" className="text-link">
              {t('company.to_settlements')}
            </Link>
          </li>
        )}
      </ul>
    </Panel>
  );
}
