import { useTranslation } from 'react-i18next';
import type { ScanInDetail } from '~/domain/shipments/receive-queries.server';
import { Panel } from '~/ui/panel';
import { UndoButton } from './undo-button';

/** What was scanned and belongs to nothing; nothing when everything was known. */
export function UnknownCodes({ scanIn: { unknown, status } }: { scanIn: ScanInDetail }) {
  const { t } = useTranslation('shipments');
  if (unknown.length === 0) return null;
  return (
    <Panel title={t('receive.unknown_title', { count: unknown.length })}>
      <p className="mb-2 text-xs text-muted">{t('receive.unknown_help')}</p>
      <ul className="flex flex-col gap-1">
        {unknown.map(({ id, code }) => (
          <li key={id} className="flex items-center justify-between gap-3">
            <span className="tabular min-w-0 wrap-anywhere">{code}</span>
            {status === 'confirmed' && <UndoButton scanId={id} what={code} />}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
