import { useTranslation } from 'react-i18next';
import type { ScanInDetail } from '~/domain/shipments/receive-queries.server';
import { useFormat } from '~/ui/format';
import { Panel } from '~/ui/panel';
import { StatusBadge } from '~/ui/status-badge';
import { UndoButton } from './undo-button';

/** Each parcel: whether it is here, and how many of its devices. */
export function Parcels({ scanIn: { parcels, status } }: { scanIn: ScanInDetail }) {
  const { t } = useTranslation('shipments');
  const format = useFormat();
  return (
    <Panel
      title={t('receive.parcels_here', {
        here: parcels.filter(({ scannedAt }) => scannedAt).length,
        count: parcels.length,
      })}
    >
      <ul className="flex flex-col gap-2">
        {parcels.map((parcel) => (
          <li key={parcel.code} className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
            <div className="min-w-0">
              <p className="font-medium">
                {t('receive.parcel', { position: parcel.position, count: parcels.length })}
              </p>
              <p className="text-xs text-muted">
                <span className="tabular">{parcel.code}</span>
                {' · '}
                {t('receive.of', {
                  here: format.number(parcel.here),
                  count: parcel.expected,
                  expected: format.number(parcel.expected),
                })}
              </p>
            </div>
            <div className="flex items-center gap-1">
              <StatusBadge tone={parcel.scannedAt ? 'success' : 'neutral'}>
                {t(parcel.scannedAt ? 'receive.is_here' : 'receive.not_here')}
              </StatusBadge>
              {status === 'confirmed' && parcel.scanId !== null && (
                <UndoButton scanId={parcel.scanId} what={parcel.code} />
              )}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
