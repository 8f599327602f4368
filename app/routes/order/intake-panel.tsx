import { useTranslation } from 'react-i18next';
import type { Role } from '~/domain/auth/rules';
import type { OrderDetail } from '~/domain/orders/detail.server';
import type { intakeOf } from '~/domain/orders/intake.server';
import { ArrivalGates } from '~/parts/arrival-gates';
import { ButtonLink } from '~/ui/button';
import { DescriptionList } from '~/ui/description-list';
import { useFormat } from '~/ui/format';
import { Panel } from '~/ui/panel';

export type Intake = Awaited<ReturnType<typeof intakeOf>>;

type Props = {
  order: Pick<OrderDetail, 'number' | 'kind' | 'rule' | 'mayWrite'>;
  role: Role;
  intake: Intake;
  passcodeKept: boolean;
};

/** How the device arrived, and whether its passcode is kept. */
export function IntakePanel({ order, role, intake, passcodeKept }: Props) {
  const { t } = useTranslation('intake');
  const format = useFormat();
  const { last } = intake;
  const open = order.rule.stage !== 'completed';
  if (order.kind !== 'repair' || role === 'partner') return null;
  const passcode = {
    term: t('passcode.title'),
    detail: (
      <span className="flex flex-wrap items-center justify-between gap-2">
        {t(passcodeKept ? 'passcode.is_kept' : 'passcode.none')}
        <ButtonLink to={`/orders/${order.number}/passcode`} size="small">
          {t(passcodeKept ? 'passcode.open' : 'passcode.add')}
        </ButtonLink>
      </span>
    ),
  };
  const arrived = last
    ? [
        {
          term: t('panel.condition'),
          detail: <span className="whitespace-pre-wrap">{last.condition}</span>,
        },
        {
          term: t('panel.accessories'),
          detail: (
            <span className="whitespace-pre-wrap">{last.accessories || t('panel.no_accessories')}</span>
          ),
        },
        {
          term: t('panel.noted'),
          detail: (
            <>
              {last.by}, <span suppressHydrationWarning>{format.dateTime(last.at)}</span>
            </>
          ),
        },
      ]
    : [];
  if (!last && !open) return null;
  return (
    <Panel
      title={t('panel.title')}
      id="intake"
      actions={
        order.mayWrite &&
        open && (
          <ButtonLink to={`/orders/${order.number}/intake`} size="small">
            {t(last ? 'panel.again' : 'panel.begin')}
          </ButtonLink>
        )
      }
    >
      <DescriptionList items={[...arrived, ...(open ? [passcode] : [])]} />
      {order.mayWrite && <ArrivalGates gates={intake.gates} />}
    </Panel>
  );
}
