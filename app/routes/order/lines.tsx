import { type SubmissionResult, useForm } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '~/domain/orders/detail.server';
import type { OfferedItem } from '~/domain/orders/lines-from-catalogue.server';
import { usualVatRate } from '~/domain/orders/rules';
import { CatalogueItems, LineFields, useCatalogue } from '~/parts/line-fields';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { formatMoney } from '~/platform/money';
import { useFormat } from '~/ui/format';
import { IconButton } from '~/ui/icon-button';
import { MoneyTable } from '~/ui/money-table';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';

type Props = {
  money: NonNullable<OrderDetail['money']>;
  currency: string;
  mayWrite: boolean;
  result: SubmissionResult<string[]> | undefined;
  /** Items of the catalogue that are offered at first. */
  items: OfferedItem[];
};

/** Products and services with totals and VAT; the operator's people add and remove lines. */
export function Lines({ money, currency, mayWrite, result, items }: Props) {
  const { t } = useTranslation('orders');
  const format = useFormat();
  const amount = (minor: number) => formatMoney(minor, currency, format.locale);
  const percent = (basisPoints: number) => `${format.number(basisPoints / 100)} %`;
  return (
    <Panel id="lines" title={t('lines.title')} flush={money.lines.length > 0}>
      {money.lines.length === 0 && <p className="text-muted">{t('lines.empty')}</p>}
      {money.lines.length > 0 && (
        <div suppressHydrationWarning>
          <MoneyTable
            caption={t('lines.title')}
            labels={{
              description: t('lines.description'),
              quantity: t('lines.quantity'),
              unitPrice: t('lines.price'),
              vat: t('lines.vat'),
              net: t('lines.net'),
            }}
            lines={money.lines.map((line) => ({
              id: String(line.id),
              description: (
                <span className="flex items-start justify-between gap-2">
                  <span>
                    {line.description}
                    {line.warranty && (
                      <span className="block text-xs text-muted">{t('lines.warranty_covers')}</span>
                    )}
                  </span>
                  {mayWrite && <RemoveLine id={line.id} description={line.description} />}
                </span>
              ),
              quantity: format.number(line.quantityThousandths / 1000),
              unitPrice: amount(line.unitPriceMinor),
              vat: percent(line.vatBasisPoints),
              net: amount(line.net),
            }))}
            totals={[
              { label: t('lines.total_net'), value: amount(money.totals.net) },
              ...money.totals.vat.map(({ rate, vat }) => ({
                label: t('lines.total_vat', { rate: percent(rate) }),
                value: amount(vat),
              })),
              { label: t('lines.total'), value: amount(money.totals.gross), strong: true },
            ]}
          />
        </div>
      )}
      {mayWrite && (
        <AddLine
          key={money.lines.length}
          currency={currency}
          result={result}
          inset={money.lines.length > 0}
          items={items}
        />
      )}
    </Panel>
  );
}

function RemoveLine({ id, description }: { id: number; description: string }) {
  const { t } = useTranslation('orders');
  return (
    <Form method="post" className="no-print">
      <input type="hidden" name="intent" value="remove-line" />
      <input type="hidden" name="lineId" value={id} />
      <IconButton
        type="submit"
        label={t('lines.remove', { description })}
        icon={<X size={14} aria-hidden />}
      />
    </Form>
  );
}

function AddLine({ currency, result, inset, items }: Omit<Props, 'money' | 'mayWrite'> & { inset: boolean }) {
  const { t } = useTranslation('orders');
  const { all } = useErrorText();
  const catalogue = useCatalogue(currency, items);
  const [form, fields] = useForm<{
    kind: string;
    description: string;
    quantity: string;
    price: string;
    vat: string;
    warranty: string;
  }>({
    id: 'line',
    lastResult: result ?? null,
    defaultValue: { kind: 'service', quantity: '1', vat: String(usualVatRate(currency)) },
  });
  return (
    <details className={`no-print ${inset ? 'px-4 py-2' : 'mt-2'}`} open={result !== undefined}>
      <summary className="disclosure">{t('lines.add')}</summary>
      <Form method="post" id={form.id} noValidate className="mt-3 flex max-w-160 flex-col gap-4">
        <input type="hidden" name="intent" value="add-line" />
        <CatalogueItems catalogue={catalogue} />
        <LineFields
          currency={currency}
          catalogue={catalogue}
          field={(name) => ({
            name,
            id: `line-${name}`,
            value: String(fields[name].initialValue ?? ''),
            errors: all(fields[name].errors),
          })}
        />
        <div>
          <SubmitButton variant="secondary">{t('lines.add')}</SubmitButton>
        </div>
      </Form>
    </details>
  );
}
