import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OnsiteOrder } from '~/domain/partners/onsite.server';
import { type Step, takesStep } from '~/domain/partners/rules';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { DueTime } from './due';
import { OnsiteFacts } from './onsite-facts';
import { RefusalNotice } from './refusal-notice';
import { OrderStatus } from './status';

type Props = {
  step: Step;
  order: OnsiteOrder;
  now: number;
  answer: unknown;
  /** What stands under the facts. */
  aside?: ReactNode;
  children: ReactNode;
};

/** The page of a step of an on-site order: what it is for and what happens next, the order's facts beside it. */
export function StepPage({ step, order, now, answer, aside, children }: Props) {
  const { t } = useTranslation('partners');
  const { number, spId, status, dueAt, location, onsite, deviceName, customer } = order;
  const open = takesStep(step, status) && (step === 'onsite' || onsite.released);
  return (
    <>
      <PageHeader
        title={t(`steps.${step}.title`)}
        subtitle={[spId ?? number, deviceName, customer.name].join(' · ')}
        back={{ to: `/orders/${number}`, label: t('steps.back', { number }) }}
        badge={<OrderStatus kind="onsite" status={status} />}
      />
      <RefusalNotice answer={answer} />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,640px)_minmax(0,340px)] lg:items-start">
        <div className="flex min-w-0 flex-col gap-4">
          {open ? (
            <>
              <Notice title={t(`steps.${step}.what`)}>
                {t(`steps.${step}.next`)}
                {dueAt && step !== 'onsite' && (
                  <p className="mt-1 font-medium first-letter:uppercase">
                    <DueTime at={dueAt} now={now} timeZone={location.timeZone} />
                  </p>
                )}
              </Notice>
              {children}
            </>
          ) : (
            <Notice title={t('steps.closed')}>{t('steps.closed_text')}</Notice>
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <OnsiteFacts number={number} spId={spId} timeZone={location.timeZone} onsite={onsite} />
          {aside}
        </div>
      </div>
    </>
  );
}
