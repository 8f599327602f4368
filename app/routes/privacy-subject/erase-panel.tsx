import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { Subject } from '~/domain/privacy/subjects.server';
import { ButtonLink } from '~/ui/button';
import { Notice } from '~/ui/notice';
import { Panel } from '~/ui/panel';

type Props = { subject: Pick<Subject, 'kind' | 'id' | 'open' | 'erasable' | 'yourself'> };

/** The way to the erasure, or why there is none now. */
export function ErasePanel({ subject }: Props) {
  const { t } = useTranslation('privacy');
  const { kind, id, open, erasable, yourself } = subject;
  const refused = yourself ? t('subject.yourself') : erasable ? null : t('subject.account');
  return (
    <Panel title={t('subject.erase')}>
      <p className="mb-3 text-soft">{refused ?? t('subject.erase_text')}</p>
      {!refused && open.count > 0 && (
        <Notice tone="waiting" title={t('subject.open_title', { count: open.count })}>
          <p>{t(`subject.open_${kind}`)}</p>
          <p className="mt-1 flex flex-wrap gap-x-3">
            {open.first.map((number) => (
              <Link key={number} to={`/orders/${number}`} className="text-link tabular">
                {number}
              </Link>
            ))}
            {open.count > open.first.length && '…'}
          </p>
        </Notice>
      )}
      {!refused && open.count === 0 && (
        <ButtonLink to={`/admin/privacy/${kind}/${id}/erase`} variant="danger">
          {t('subject.erase_start')}
        </ButtonLink>
      )}
    </Panel>
  );
}
