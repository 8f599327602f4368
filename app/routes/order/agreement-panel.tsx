import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { CoverNote } from '~/parts/cover-note';
import { Day } from '~/parts/day';
import { DescriptionList } from '~/ui/description-list';
import { Panel } from '~/ui/panel';
import type { Agreement } from './load-agreement.server';

/** The offer that the order came from, its contracts, and until when its device is covered; nothing where there is none. */
export function AgreementPanel({ agreement: { offer, contracts, cover } }: { agreement: Agreement }) {
  const { t } = useTranslation('contracts');
  if (offer === null && contracts.length === 0 && cover.length === 0) return null;
  const items = [
    ...(offer === null
      ? []
      : [
          {
            term: t('agreement.offer'),
            detail: (
              <Link to={`/offers/${offer}`} className="text-link tabular">
                {offer}
              </Link>
            ),
          },
        ]),
    ...contracts.map(({ number, endsOn, state }) => ({
      term: t('agreement.contract'),
      detail: (
        <>
          <Link to={`/contracts/${number}`} className="text-link tabular">
            {number}
          </Link>{' '}
          <span className="text-muted">
            {state === 'ended' ? t('agreement.ended') : t('agreement.until')} <Day on={endsOn} />
          </span>
        </>
      ),
    })),
  ];
  return (
    <Panel title={t('agreement.title')}>
      <div className="flex flex-col gap-3">
        {items.length > 0 && <DescriptionList items={items} />}
        <CoverNote cover={cover} />
      </div>
    </Panel>
  );
}
