import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '~/domain/orders/detail.server';
import type { Onsite } from '~/domain/partners/onsite.server';
import { ButtonLink } from '~/ui/button';

type Props = { order: Pick<OrderDetail, 'number' | 'status'>; steps: Onsite['steps'] };

/** The steps of an on-site order that the viewer can take now, each a page of its own. */
export function OnsiteSteps({ order, steps }: Props) {
  const { t } = useTranslation('partners');
  if (steps.length === 0) return null;
  const moves = order.status === 'confirm_execution';
  return (
    <section className="mt-4 flex flex-wrap items-start gap-2" aria-label={t('panel.steps')}>
      {steps.map((step, index) => (
        <ButtonLink
          key={step}
          to={`/orders/${order.number}/${step}`}
          variant={index === 0 ? 'primary' : 'secondary'}
        >
          {t(step === 'appointment' && moves ? 'steps.appointment.link_move' : `steps.${step}.link`)}
        </ButtonLink>
      ))}
    </section>
  );
}
