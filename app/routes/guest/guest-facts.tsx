import { useTranslation } from 'react-i18next';
import { formatImei } from '~/domain/devices/rules';
import { TrackingLink } from '~/parts/tracking-link';
import { type Description, DescriptionList } from '~/ui/description-list';
import { useFormat } from '~/ui/format';
import { Panel } from '~/ui/panel';
import type { GuestOrder } from './load-guest-order.server';

type Props = Pick<GuestOrder, 'device' | 'problem' | 'createdAt' | 'trackingNumbers' | 'location'>;

/** Device, problem and tracking, and whom to ask. */
export function GuestFacts({ device, problem, createdAt, trackingNumbers, location }: Props) {
  const { t } = useTranslation(['guest', 'orders']);
  const format = useFormat();
  const optional = (term: string, value: string | null): Description[] =>
    value ? [{ term, detail: <span className="tabular">{value}</span> }] : [];
  return (
    <div className="grid gap-4 sm:grid-cols-2 sm:items-start">
      <Panel title={t('facts')}>
        <DescriptionList
          items={[
            { term: t('device'), detail: device.name },
            ...optional('IMEI', device.imei && formatImei(device.imei)),
            ...optional(t('orders:serial'), device.serial),
            { term: t('problem'), detail: <span className="whitespace-pre-wrap">{problem}</span> },
            { term: t('created'), detail: format.date(createdAt) },
            ...trackingNumbers.map((number) => ({
              term: t('tracking'),
              detail: (
                <>
                  <span className="tabular">{number}</span> <TrackingLink number={number} />
                </>
              ),
            })),
          ]}
        />
      </Panel>
      <Panel title={t('location')}>
        <address className="not-italic">
          <p className="font-medium">{location.name}</p>
          <p>{location.street}</p>
          <p>{[location.postalCode, location.city].filter(Boolean).join(' ')}</p>
          <p className="mt-2 text-muted">{t('contact')}</p>
          <p className="mt-1 flex flex-col items-start gap-1 wrap-anywhere">
            {location.phone && (
              <a href={`tel:${location.phone.replaceAll(/[^\d+]/g, '')}`} className={LINK}>
                {location.phone}
              </a>
            )}
            {location.email && (
              <a href={`mailto:${location.email}`} className={LINK}>
                {location.email}
              </a>
            )}
          </p>
        </address>
      </Panel>
    </div>
  );
}

const LINK = 'text-accent-text underline underline-offset-3';
