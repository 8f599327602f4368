import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '~/domain/orders/detail.server';
import { STAGES } from '~/domain/orders/rules';
import { useFormat } from '~/ui/format';
import { ProgressSteps } from '~/ui/progress-steps';
import { RelativeTime } from '~/ui/relative-time';
import { useStatusWords } from './status';

type Props = { order: Pick<OrderDetail, 'kind' | 'status' | 'rule' | 'dueAt'> };

/** Where an order is, what that means, who acts next and by when. */
export function OrderState({ order }: Props) {
  const { t } = useTranslation(['orders', 'statuses']);
  const format = useFormat();
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
              <span
                className={order.dueAt.getTime() < Date.now() ? 'font-semibold text-danger-text' : undefined}
                suppressHydrationWarning
              >
                {t('next.due')}{' '}
                <RelativeTime
                  iso={order.dueAt.toISOString()}
                  relative={format.dateTime(order.dueAt)}
                  exact={format.relative(order.dueAt)}
                />
              </span>
            </>
          )}
        </p>
      )}
    </>
  );
}
