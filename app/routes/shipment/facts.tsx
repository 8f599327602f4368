import { useTranslation } from 'react-i18next';
import { Day } from '~/parts/day';
import { useLocalName } from '~/parts/local-name';
import { type Description, DescriptionList } from '~/ui/description-list';
import { useFormat } from '~/ui/format';
import { Panel } from '~/ui/panel';
import type { ShipmentPage } from './load-shipment.server';

type Party = { name: string; street: string; postalCode: string; city: string };

/** From whom to whom, when and how. */
export function Facts({ shipment, devices }: { shipment: ShipmentPage['shipment']; devices: number }) {
  const { t } = useTranslation('shipments');
  const format = useFormat();
  const localName = useLocalName();
  const inbound = shipment.direction === 'inbound';
  const moment = (term: string, at: Date | string | null): Description[] =>
    at ? [{ term, detail: <span suppressHydrationWarning>{format.dateTime(at)}</span> }] : [];
  const grams = shipment.parcels.reduce((sum, parcel) => sum + (parcel.weightGrams ?? 0), 0);
  const weighed = shipment.parcels.every(({ weightGrams }) => weightGrams !== null);
  return (
    <Panel title={t('page.facts')}>
      <DescriptionList
        items={[
          {
            term: t('page.from'),
            detail: <Address party={inbound ? shipment.account : shipment.location} />,
          },
          { term: t('page.to'), detail: <Address party={inbound ? shipment.location : shipment.account} /> },
          {
            term: t('page.content'),
            detail: `${t('list.devices', { count: devices })}, ${t('list.parcels', { count: shipment.parcels.length })}`,
          },
          ...(grams > 0
            ? [{ term: t('page.weight'), detail: `${weighed ? '' : '≥ '}${format.number(grams / 1000)} kg` }]
            : []),
          ...(shipment.pickUpOn ? [{ term: t('page.pick_up'), detail: <Day on={shipment.pickUpOn} /> }] : []),
          ...(shipment.shippingMethod
            ? [{ term: t('page.method'), detail: localName(shipment.shippingMethod) }]
            : []),
          ...(shipment.note
            ? [{ term: t('page.note'), detail: <span className="whitespace-pre-wrap">{shipment.note}</span> }]
            : []),
          {
            term: t('page.created'),
            detail: (
              <span suppressHydrationWarning>
                {t('page.created_by', {
                  name: shipment.createdBy.name,
                  at: format.dateTime(shipment.createdAt),
                })}
              </span>
            ),
          },
          ...moment(t('page.confirmed'), shipment.confirmedAt),
          ...moment(t('page.arrived'), shipment.arrivedAt ?? shipment.closedAt),
        ]}
      />
    </Panel>
  );
}

function Address({ party }: { party: Party }) {
  return (
    <>
      {party.name}
      <span className="block text-muted">
        {party.street}
        <br />
        {party.postalCode} {party.city}
      </span>
    </>
  );
}
