import type { ReactNode } from 'react';
import { cx } from './cx';

export interface MoneyLine {
  id: string;
  description: ReactNode;
  /** All amounts are words already: formatted for the reader's language, with their currency. */
  quantity: string;
  unitPrice: string;
  vat: string;
  net: string;
}

interface MoneyTableProps {
  caption: string;
  labels: { description: string; quantity: string; unitPrice: string; vat: string; net: string };
  lines: MoneyLine[];
  /** Below the lines, the strong one last. */
  totals: { label: string; value: string; strong?: boolean }[];
}

/** Products and services with their totals; on a phone quantity, price and VAT move under the description. */
export function MoneyTable({ caption, labels, lines, totals }: MoneyTableProps) {
  const head = 'px-2 py-2 text-xs font-medium text-muted';
  return (
    <table className="w-full">
      <caption className="sr-only">{caption}</caption>
      <thead className="border-b border-line">
        <tr>
          <th scope="col" className={cx(head, 'pl-4 text-left')}>
            {labels.description}
          </th>
          <th scope="col" className={cx(head, 'text-right')}>
            {labels.quantity}
          </th>
          <th scope="col" className={cx(head, 'text-right max-md:hidden')}>
            {labels.unitPrice}
          </th>
          <th scope="col" className={cx(head, 'text-right max-md:hidden')}>
            {labels.vat}
          </th>
          <th scope="col" className={cx(head, 'pr-4 text-right')}>
            {labels.net}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id} className="border-b border-line align-top">
            <td className="py-2.5 pr-2 pl-4 wrap-anywhere">
              {line.description}
              <span className="tabular block text-xs text-muted md:hidden">
                {labels.unitPrice} {line.unitPrice} · {labels.vat} {line.vat}
              </span>
            </td>
            <td className="tabular px-2 py-2.5 text-right whitespace-nowrap">{line.quantity}</td>
            <td className="tabular px-2 py-2.5 text-right whitespace-nowrap max-md:hidden">
              {line.unitPrice}
            </td>
            <td className="tabular px-2 py-2.5 text-right whitespace-nowrap text-muted max-md:hidden">
              {line.vat}
            </td>
            <td className="tabular py-2.5 pr-4 pl-2 text-right whitespace-nowrap">{line.net}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        {totals.map((total, index) => (
          <tr key={total.label} className={cx('align-top', total.strong && 'font-semibold')}>
            <td className="max-md:hidden" />
            <td className="max-md:hidden" />
            <th
              scope="row"
              colSpan={2}
              className={cx(
                'px-2 py-1 text-right',
                total.strong ? 'font-semibold' : 'font-normal',
                index === 0 && 'pt-3',
              )}
            >
              {total.label}
            </th>
            <td className={cx('tabular py-1 pr-4 pl-2 text-right whitespace-nowrap', index === 0 && 'pt-3')}>
              {total.value}
            </td>
          </tr>
        ))}
      </tfoot>
    </table>
  );
}
