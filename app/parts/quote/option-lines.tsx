import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { lineNet } from '~/domain/orders/rules';
import { optionTotals } from '~/domain/quotes/rules';
import type { ShownOption } from '~/domain/quotes/shown';
import { useFormat } from '~/ui/format';
import { MoneyTable } from '~/ui/money-table';
import { useQuoteWords } from './words';

type Line = ShownOption['lines'][number];

type Props = {
  caption: string;
  currency: string;
  /** The lines that are shown, and those of them that are in the total. */
  lines: Line[];
  counted: Line[];
  /** Stands under the words of a line. */
  note?: (line: Line) => ReactNode;
};

/** Lines of an option with the totals of what is agreed to, VAT by rate. */
export function OptionLines({ caption, currency, lines, counted, note }: Props) {
  const { t } = useTranslation(['orders', 'quotes']);
  const format = useFormat();
  const { amount, percent } = useQuoteWords(currency);
  const totals = optionTotals(
    counted,
    counted.map(({ id }) => id),
  );
  return (
    <div suppressHydrationWarning>
      <MoneyTable
        caption={caption}
        labels={{
          description: t('lines.description'),
          quantity: t('lines.quantity'),
          unitPrice: t('lines.price'),
          vat: t('lines.vat'),
          net: t('lines.net'),
        }}
        lines={lines.map((line) => ({
          id: String(line.id),
          description: (
            <>
              {line.description}
              {line.warranty && (
                <span className="block text-xs text-muted">{t('lines.warranty_covers')}</span>
              )}
              {note?.(line)}
            </>
          ),
          quantity: format.number(line.quantityThousandths / 1000),
          unitPrice: amount(line.unitPriceMinor),
          vat: percent(line.vatBasisPoints),
          net: amount(lineNet(line)),
        }))}
        totals={[
          { label: t('lines.total_net'), value: amount(totals.net) },
          ...totals.vat.map(({ rate, net, vat }) => ({
            label: t('quotes:total_vat', { rate: percent(rate), net: amount(net) }),
            value: amount(vat),
          })),
          { label: t('lines.total'), value: amount(totals.gross), strong: true },
        ]}
      />
    </div>
  );
}
