import { useTranslation } from 'react-i18next';
import { Money } from '~/parts/settlement-words';
import { DescriptionList } from '~/ui/description-list';
import { useFormat } from '~/ui/format';
import { Panel } from '~/ui/panel';
import type { Settlement } from './settlement';

/** The facts of a settlement, and that it is no invoice. */
export function Facts({ settlement }: { settlement: Settlement }) {
  const { t } = useTranslation('billing');
  const format = useFormat();
  const { number, partner, createdAt, createdBy, totals, currency, items } = settlement;
  return (
    <Panel title={t('facts.title')}>
      <DescriptionList
        items={[
          { term: t('facts.number'), detail: <span className="tabular">{number}</span> },
          { term: t('facts.partner'), detail: partner.name },
          {
            term: t('facts.created'),
            detail: (
              <span suppressHydrationWarning>
                {format.dateTime(createdAt)}, {createdBy}
              </span>
            ),
          },
          { term: t('facts.orders'), detail: format.number(items.length) },
          { term: t('totals.gross'), detail: <Money minor={totals.gross} currency={currency} /> },
        ]}
      />
      <p className="mt-3 text-muted">{t('facts.no_invoice')}</p>
    </Panel>
  );
}
