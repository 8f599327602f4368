import { Link } from '@remix-run/react';
import { CalendarDays, Mail, Phone } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Onsite } from '~/domain/partners/onsite.server';
import { formatMoney } from '~/platform/money';
import { ButtonLink } from '~/ui/button';
import { type Description, DescriptionList } from '~/ui/description-list';
import { useFormat } from '~/ui/format';
import { Panel } from '~/ui/panel';
import { Day } from './day';
import { VisitTime } from './visit-time';

type Facts = Pick<
  Onsite,
  'serviceType' | 'site' | 'goods' | 'sold' | 'arrivesOn' | 'fee' | 'visit' | 'partner' | 'payment'
>;
type Props = {
  number: string;
  spId: string | null;
  timeZone: string;
  onsite: Facts;
  /** The number of the settlement on which it stands. */
  settlement?: string | null;
};

/** What an on-site order is about: whom to ask for and where, the goods, what was sold, the visit and the fee. */
export function OnsiteFacts({ number, spId, timeZone, onsite, settlement }: Props) {
  const { t, i18n } = useTranslation('partners');
  const format = useFormat();
  const { serviceType, site, goods, sold, arrivesOn, fee, visit, partner, payment } = onsite;
  const item = (term: string, detail: ReactNode): Description => ({ term, detail });
  const optional = (there: unknown, term: string, detail: ReactNode) => (there ? [item(term, detail)] : []);
  const paid = payment?.paidAt ? format.date(payment.paidAt) : null;
  return (
    <Panel title={t('facts.title')} id="onsite">
      <DescriptionList
        items={[
          ...optional(spId, t('facts.sp_id'), <span className="tabular">{spId}</span>),
          item(t('facts.service'), i18n.language === 'de' ? serviceType.nameDe : serviceType.nameEn),
          item(t('facts.contact'), <Contact site={site} />),
          item(
            t('facts.site'),
            <>
              {site.street}
              <br />
              {site.postalCode} {site.city}
              <br />
              {site.country}
            </>,
          ),
          ...optional(goods.length, t('facts.goods'), <Goods goods={goods} />),
          ...optional(sold, t('facts.sold'), <span className="whitespace-pre-line">{sold}</span>),
          ...optional(arrivesOn, t('facts.arrives'), arrivesOn && <Day on={arrivesOn} />),
          ...optional(
            visit,
            t('facts.visit'),
            visit && (
              <span className="flex flex-col items-start gap-2">
                <VisitTime {...visit} timeZone={timeZone} />
                {visit.note && <span className="whitespace-pre-line text-muted">{visit.note}</span>}
                <ButtonLink
                  to={`/orders/${number}/appointment.ics`}
                  reloadDocument
                  size="small"
                  icon={<CalendarDays size={14} aria-hidden />}
                >
                  {t('facts.calendar_file')}
                </ButtonLink>
              </span>
            ),
          ),
          ...optional(partner || payment, t('facts.partner'), partner?.name ?? t('facts.no_partner')),
          ...optional(
            fee,
            t('facts.fee'),
            fee && (
              <span suppressHydrationWarning>
                {t('facts.fee_net', { amount: formatMoney(fee.minor, fee.currency, format.locale) })}
              </span>
            ),
          ),
          ...optional(
            settlement,
            t('facts.settlement'),
            <Link to={`/settlements/${settlement}`} className="text-link tabular">
              {settlement}
            </Link>,
          ),
          ...optional(
            payment?.prepaid,
            t('facts.payment'),
            <span suppressHydrationWarning>
              {paid
                ? [t('facts.paid', { date: paid }), payment?.reference].filter(Boolean).join(' · ')
                : t('facts.unpaid')}
            </span>,
          ),
        ]}
      />
    </Panel>
  );
}

function Contact({ site }: { site: Facts['site'] }) {
  const link = 'inline-flex items-center gap-1.5 underline underline-offset-3 pointer-coarse:min-h-11';
  return (
    <span className="flex flex-col items-start gap-1">
      {site.contactName}
      {site.phone && (
        <a className={link} href={`tel:${site.phone.replace(/[^\d+]/g, '')}`}>
          <Phone size={14} aria-hidden className="flex-none" />
          {site.phone}
        </a>
      )}
      {site.email && (
        <a className={link} href={`mailto:${site.email}`}>
          <Mail size={14} aria-hidden className="flex-none" />
          {site.email}
        </a>
      )}
    </span>
  );
}

function Goods({ goods }: Pick<Facts, 'goods'>) {
  return (
    <ul>
      {goods.map(({ description, quantity }) => (
        <li key={description}>
          {quantity} × {description}
        </li>
      ))}
    </ul>
  );
}
