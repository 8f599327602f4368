import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefusedOrder } from '~/domain/shipments/rules';
import { Notice } from '~/ui/notice';

/** How many are named; of the others there is the number. */
const NAMED = 20;

/** Names the orders that cannot be in a shipment, with the reason of each. */
export function RefusedOrders({
  refused,
  title,
  text,
  actions,
}: {
  refused: RefusedOrder[];
  title: string;
  text: string;
  actions?: ReactNode;
}) {
  const { t } = useTranslation('shipments');
  if (refused.length === 0) return null;
  return (
    <div className="mb-4" role="alert">
      <Notice tone="danger" title={title} actions={actions}>
        <ul className="my-1 space-y-0.5">
          {refused.slice(0, NAMED).map(({ number, why, shipment }) => (
            <li key={number} className="wrap-anywhere">
              <span className="tabular font-medium">{number}</span> {t(`refused.${why}`, { shipment })}
            </li>
          ))}
          {refused.length > NAMED && <li>{t('refused.more', { count: refused.length - NAMED })}</li>}
        </ul>
        <p>{text}</p>
      </Notice>
    </div>
  );
}
