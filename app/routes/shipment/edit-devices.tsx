import { Link } from '@remix-run/react';
import { PackageOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { MAX_PARCELS, WAITING_STATUS } from '~/domain/shipments/rules';
import { Line } from '~/parts/order-table/cells';
import { type Column, DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { Panel } from '~/ui/panel';
import { StatusBadge } from '~/ui/status-badge';
import { SubmitButton } from '~/ui/submit-button';
import { DeviceLines, DevicePages, FLUSH_TABLE } from './devices';
import type { ShipmentPage } from './load-shipment.server';
import type { Answer } from './typed';

type Item = ShipmentPage['items'][number];
type Props = { page: ShipmentPage; answer: Answer };

/** The devices with the parcel that each goes into, and what is sent along. */
export function EditDevices({ page, answer }: Props) {
  const { t } = useTranslation('shipments');
  const { shipment, items } = page;
  const positionOf = new Map(shipment.parcels.map(({ id, position }) => [id, position]));
  const gone = (item: Item) => !item.live || item.order.status !== WAITING_STATUS[shipment.direction];
  const unrepaired: Column<Item> = {
    key: 'unrepaired',
    header: t('return.unrepaired'),
    className: 'md:w-2/5!',
    cell: (item) => <UnrepairedField item={item} answer={answer} />,
  };
  const columns: Column<Item>[] = [
    {
      key: 'number',
      header: t('waiting.number'),
      cell: (item) => (
        <span className="flex flex-wrap items-center gap-2">
          <Link
            to={`/orders/${item.order.number}`}
            className="tabular font-medium whitespace-nowrap hover:underline"
          >
            {item.order.number}
          </Link>
          {page.may.adjust && gone(item) && <StatusBadge tone="danger">{t('draft.gone')}</StatusBadge>}
        </span>
      ),
    },
    {
      key: 'device',
      header: t('waiting.device'),
      truncate: true,
      className: 'md:w-2/5!',
      cell: ({ order }) => (
        <DeviceLines order={order}>
          <Line label={t('waiting.customer')} second>
            {order.customer.name}
          </Line>
        </DeviceLines>
      ),
    },
    {
      key: 'parcel',
      header: t('draft.parcel'),
      cell: (item) => (
        <ParcelField item={item} position={positionOf.get(item.parcelId ?? 0) ?? 1} answer={answer} />
      ),
    },
    {
      key: 'accessories',
      header: t('draft.accessories'),
      className: 'md:w-2/5!',
      cell: (item) => <AccessoriesField item={item} answer={answer} />,
    },
    ...(shipment.direction === 'return' && page.may.adjust ? [unrepaired] : []),
    {
      key: 'take_out',
      header: <span className="sr-only">{t('draft.take_out')}</span>,
      cell: ({ id, order }) =>
        page.may.adjust && (
          <SubmitButton
            name="intent"
            value={`take-out:${id}`}
            variant="quiet"
            size="small"
            aria-label={t('draft.take_out_of', { number: order.number })}
          >
            {t('draft.take_out')}
          </SubmitButton>
        ),
    },
  ];
  return (
    <Panel title={`${t('draft.devices')} (${page.page.count})`} flush>
      <div className={FLUSH_TABLE}>
        <DataTable
          caption={t('draft.devices_caption')}
          columns={columns}
          rows={items}
          rowKey={({ id }) => String(id)}
          empty={
            <EmptyState
              icon={<PackageOpen />}
              title={t('draft.no_devices_title')}
              text={t('draft.no_devices_text')}
            />
          }
        />
      </div>
      <DevicePages page={page} />
    </Panel>
  );
}

type FieldProps = { item: Item; position: number; answer: Answer };

function ParcelField({ item, position, answer }: FieldProps) {
  const { t } = useTranslation('shipments');
  const name = `parcel-${item.id}`;
  return (
    <span className="flex items-center gap-3">
      <span className="w-28 flex-none text-xs text-muted md:hidden">{t('draft.parcel')}</span>
      <input
        key={position}
        id={name}
        type="number"
        name={name}
        min={1}
        max={MAX_PARCELS}
        inputMode="numeric"
        defaultValue={answer.fields[name] ?? String(position)}
        aria-label={t('draft.parcel_of', { number: item.order.number })}
        aria-invalid={answer.errors[name] ? true : undefined}
        className="control tabular w-18"
      />
    </span>
  );
}

type WordsProps = Pick<FieldProps, 'item' | 'answer'>;

function AccessoriesField({ item, answer }: WordsProps) {
  const { t } = useTranslation('shipments');
  return (
    <WordsField
      name={`accessories-${item.id}`}
      answer={answer}
      value={item.accessories}
      placeholder={t('draft.accessories_placeholder')}
      short={t('draft.accessories')}
      label={t('draft.accessories_of', { number: item.order.number })}
      maxLength={300}
    />
  );
}

/** Why a device of a return goes back unrepaired; empty for one that was repaired. */
function UnrepairedField({ item, answer }: WordsProps) {
  const { t } = useTranslation('shipments');
  return (
    <WordsField
      name={`unrepaired-${item.id}`}
      answer={answer}
      value={item.unrepairedReason ?? ''}
      placeholder={t('return.unrepaired_placeholder')}
      short={t('return.unrepaired')}
      label={t('return.unrepaired_of', { order: item.order.number })}
      maxLength={500}
    />
  );
}

type Words = {
  name: string;
  answer: Answer;
  value: string;
  placeholder: string;
  label: string;
  /** The words before it on a card. */
  short: string;
};

function WordsField({ name, answer, value, label, short, ...rest }: Words & { maxLength: number }) {
  return (
    <span className="flex w-full items-center gap-3">
      <span className="w-28 flex-none text-xs text-muted md:hidden">{short}</span>
      <input
        {...rest}
        id={name}
        name={name}
        defaultValue={answer.fields[name] ?? value}
        aria-label={label}
        aria-invalid={answer.errors[name] ? true : undefined}
        className="control min-w-32"
      />
    </span>
  );
}
