import { useTranslation } from 'react-i18next';
import type { historyOfOrder } from '~/domain/orders/device-history.server';
import { Day } from '~/parts/day';
import { RepairMarks } from '~/parts/device-notes';
import { ButtonLink } from '~/ui/button';
import { Panel } from '~/ui/panel';

export type OrderDeviceHistory = Awaited<ReturnType<typeof historyOfOrder>>;

/** What the history of the device says about this order, with the way to it. */
export function DevicePanel({ history }: { history: OrderDeviceHistory }) {
  const { t } = useTranslation('intake');
  if (!history) return null;
  return (
    <Panel
      title={t('device.title')}
      actions={
        <ButtonLink to={`/devices/${history.deviceId}`} size="small">
          {t('device.open')}
        </ButtonLink>
      }
    >
      <div className="flex flex-col gap-2">
        <p className="text-soft">{t('device.others', { count: history.others })}</p>
        <RepairMarks repeatOf={history.repeatOf} coveredBy={history.coveredBy} />
        {history.warrantyUntil && (
          <p>
            {t('device.warranty_until')} <Day on={history.warrantyUntil} />
          </p>
        )}
      </div>
    </Panel>
  );
}
