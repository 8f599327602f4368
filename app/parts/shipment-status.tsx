import { useTranslation } from 'react-i18next';
import { SHIPMENT_TONES, type ShipmentStatus } from '~/domain/shipments/rules';
import { StatusBadge } from '~/ui/status-badge';

/** Where a shipment is: its word in its colour. */
export function ShipmentStatusBadge({
  status,
  arrivedAt,
}: {
  status: ShipmentStatus;
  arrivedAt: Date | string | null;
}) {
  const { t } = useTranslation('shipments');
  const unpacking = status === 'confirmed' && arrivedAt !== null;
  return (
    <StatusBadge tone={unpacking ? 'progress' : SHIPMENT_TONES[status]}>
      {t(unpacking ? 'status.arrived' : `status.${status}`)}
    </StatusBadge>
  );
}
