import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '~/domain/orders/detail.server';
import { blockers } from '~/domain/orders/intake-rules';
import { useGateLabel } from '~/parts/arrival-gates';
import { OpenOrders } from '~/parts/device-notes';
import { ButtonLink } from '~/ui/button';
import { Notice } from '~/ui/notice';
import type { OrderDeviceHistory } from './device-panel';
import type { Intake } from './intake-panel';

type Props = {
  order: Pick<OrderDetail, 'number' | 'kind' | 'status' | 'rule' | 'mayWrite'>;
  intake: Intake;
  history: OrderDeviceHistory;
};

/** What has to be known before anything is done: other open orders, and what keeps the diagnosis from starting. */
export function OrderNotes({ order, intake, history }: Props) {
  const { t } = useTranslation('intake');
  const label = useGateLabel();
  const waiting = order.kind === 'repair' && order.status === 'received';
  const unmet = blockers(intake.gates);
  const asks = !order.mayWrite && order.rule.stage !== 'completed' && intake.gates.length > 0;
  return (
    <>
      {history && <OpenOrders numbers={history.open} />}
      {order.mayWrite && waiting && (!intake.last || unmet.length > 0) && (
        <Notice
          tone="waiting"
          title={t(unmet.length > 0 ? 'panel.blocked' : 'panel.none')}
          actions={
            <ButtonLink to={`/orders/${order.number}/intake`} variant="primary">
              {t(intake.last ? 'panel.again' : 'panel.begin')}
            </ButtonLink>
          }
        >
          {unmet.map(({ gate }) => (
            <p key={gate.id}>{t('panel.unsettled', { gate: label(gate) })}</p>
          ))}
        </Notice>
      )}
      {asks && (
        <Notice tone="waiting" title={t('panel.settle_title')}>
          <p>{t('panel.settle')}</p>
          <ul className="ml-5 list-disc">
            {intake.gates.map(({ gate }) => (
              <li key={gate.id}>{label(gate)}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}
