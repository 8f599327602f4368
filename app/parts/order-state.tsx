import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '~/domain/orders/detail.server';
import { STAGES } from '~/domain/orders/rules';
import { ProgressSteps } from '~/ui/progress-steps';
import { DueTime } from './due';
import { useStatusWords } from './status';

type Timed = Pick<OrderDetail, 'kind' | 'status' | 'rule' | 'dueAt' | 'promisedAt' | 'promiseMinutesLeft'>;
type Props = { order: Timed & { location: Pick<OrderDetail['location'], 'timeZone'> } };

/** Where an order is, what that means, who acts next and by when. */
export function OrderState({ order }: Props) {
  const { t } = useTranslation(['orders', 'statuses']);
  const words = useStatusWords();
  const stage = STAGES.indexOf(order.rule.stage);
  return (
    <>
      <ProgressSteps
        label={t('next.stages')}
        doneLabel={t('next.done')}
        steps={STAGES.map((name) => ({ label: t(`statuses:stage.${name}`) }))}
        current={order.rule.stage === 'completed' ? STAGES.length : stage}
      />
      <p className="mt-4 text-base">{words.meaning(order.kind, order.status)}</p>
      {order.rule.next && (
        <p className="mt-1 text-soft">
          {t('next.actor', { actor: words.next(order.rule.next) })}
          {order.dueAt && (
            <>
              {' · '}
              <DueTime at={order.dueAt} now={Date.now()} timeZone={order.location.timeZone} />
            </>
          )}
        </p>
      )}
      <Promised order={order} />
    </>
  );
}

/** When the device is to be finished, or that this time stands still. */
function Promised({ order }: Props) {
  const { paused } = useStatusWords();
  const { promisedAt, promiseMinutesLeft, rule, location } = order;
  if (rule.stage !== 'at_location') return null;
  if (promisedAt)
    return (
      <p className="mt-1 text-soft">
        <DueTime what="promise" at={promisedAt} now={Date.now()} timeZone={location.timeZone} />
      </p>
    );
  if (promiseMinutesLeft === null || rule.next !== 'customer') return null;
  return <p className="mt-1 text-soft">{paused}</p>;
}
