import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { Cover } from '~/domain/contracts/cover.server';
import { Notice } from '~/ui/notice';
import { Day } from './day';

/** As it comes from a loader or as JSON. */
type Shown = Omit<Cover, 'until'> & { until: Date | string };

/** Until when which contract covers a device; nothing where none does. */
export function CoverNote({ cover }: { cover: readonly Shown[] }) {
  const { t, i18n } = useTranslation('contracts');
  return cover.map(({ contract, planEn, planDe, until, renews }) => (
    <Notice
      key={contract}
      tone="success"
      title={
        <>
          {t('cover.until')} <Day on={until} />
        </>
      }
    >
      {i18n.language === 'de' ? planDe : planEn} ·{' '}
      <Link to={`/contracts/${contract}`} className="text-link tabular">
        {contract}
      </Link>{' '}
      {renews && t('cover.renews')}
    </Notice>
  ));
}
