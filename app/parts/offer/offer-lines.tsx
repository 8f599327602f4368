import { Form } from '@remix-run/react';
import { Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { netOf } from '~/domain/contracts/rules';
import { identifierOf, type ShownBasket, type ShownLine } from '~/domain/contracts/shown';
import { useFormat } from '~/ui/format';
import { IconButton } from '~/ui/icon-button';
import { MoneyTable } from '~/ui/money-table';
import { Panel } from '~/ui/panel';
import { useOfferWords } from './words';

/** `removable`: each thing can be taken out. */
type Props = { shown: ShownBasket; removable?: boolean };

/** What is offered: the devices, and what they are to get with its prices and totals. */
export function OfferLines({ shown, removable = false }: Props) {
  const { t } = useTranslation(['contracts', 'orders', 'quotes']);
  const format = useFormat();
  const { amount, percent, terms } = useOfferWords(shown.currency);
  const { devices, lines, totals } = shown;
  const nameOf = (item: number | null) => devices.find((device) => device.item === item)?.name;
  const described = (line: ShownLine) => (
    <>
      {line.description}
      {removable && <Remove item={line.item} name={line.description} />}
      {nameOf(line.forItem) && (
        <span className="block text-xs text-muted">{t('line.for', { device: nameOf(line.forItem) })}</span>
      )}
      {line.onsite && (
        <span className="block text-xs text-muted">{t('line.onsite', { type: line.onsite.name })}</span>
      )}
      {line.plan && <span className="block text-xs text-muted">{terms(line.plan)}</span>}
      {line.plan?.description && <span className="block text-xs text-muted">{line.plan.description}</span>}
    </>
  );
  return (
    <>
      {devices.length > 0 && (
        <Panel title={t('devices', { count: devices.length })}>
          <ul className="flex flex-col gap-3">
            {devices.map((device) => (
              <li key={device.item} className="border-t border-line pt-3 first:border-t-0 first:pt-0">
                <div className="font-medium wrap-anywhere">
                  {device.name}
                  {removable && <Remove item={device.item} name={device.name} />}
                </div>
                <p className="tabular text-xs text-muted">
                  {identifierOf(device) || t('device.unidentified')}
                </p>
                {device.problem && <p className="mt-1 whitespace-pre-wrap wrap-anywhere">{device.problem}</p>}
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {lines.length > 0 && (
        <Panel title={t('lines')} flush>
          <div suppressHydrationWarning>
            <MoneyTable
              caption={t('lines')}
              labels={{
                description: t('orders:lines.description'),
                quantity: t('orders:lines.quantity'),
                unitPrice: t('orders:lines.price'),
                vat: t('orders:lines.vat'),
                net: t('orders:lines.net'),
              }}
              lines={lines.map((line) => ({
                id: String(line.item),
                description: described(line),
                quantity: line.plan
                  ? t('months', { count: line.quantityThousandths / 1000 })
                  : format.number(line.quantityThousandths / 1000),
                unitPrice: amount(line.unitPriceMinor),
                vat: percent(line.vatBasisPoints),
                net: amount(netOf(line)),
              }))}
              totals={[
                { label: t('orders:lines.total_net'), value: amount(totals.net) },
                ...totals.vat.map(({ rate, net, vat }) => ({
                  label: t('quotes:total_vat', { rate: percent(rate), net: amount(net) }),
                  value: amount(vat),
                })),
                { label: t('orders:lines.total'), value: amount(totals.gross), strong: true },
              ]}
            />
          </div>
          <div className="h-3" />
        </Panel>
      )}
    </>
  );
}

/** Takes one thing out of the basket. */
function Remove({ item, name }: { item: number; name: string }): ReactNode {
  const { t } = useTranslation('contracts');
  return (
    <Form method="post" className="ml-1 inline-block align-middle">
      <input type="hidden" name="intent" value="remove" />
      <input type="hidden" name="item" value={item} />
      <IconButton type="submit" label={t('basket.remove', { name })} icon={<Trash2 size={15} />} />
    </Form>
  );
}
