import { Form } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '~/domain/auth/rules';
import type { OrderDetail } from '~/domain/orders/detail.server';
import type { Transition } from '~/domain/orders/rules';
import type { Step } from '~/domain/partners/rules';
import { OrderState } from '~/parts/order-state';
import { Field } from '~/ui/forms/field';
import { TextArea } from '~/ui/forms/text-area';
import { TextInput } from '~/ui/forms/text-input';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';
import { OnsiteSteps } from './onsite-steps';

type Props = {
  order: Pick<
    OrderDetail,
    | 'number'
    | 'kind'
    | 'status'
    | 'rule'
    | 'moves'
    | 'dueAt'
    | 'promisedAt'
    | 'promiseMinutesLeft'
    | 'location'
  >;
  role: Role;
};

/** What the status means, who acts next and by when, and the steps that this person can take now. */
export function NextStep({ order, role, steps }: Props & { steps: Step[] }) {
  const { t } = useTranslation('orders');
  return (
    <Panel title={t('next.title')}>
      <OrderState order={order} />
      <OnsiteSteps order={order} steps={steps} />
      {order.moves.length > 0 && <Moves order={order} role={role} />}
    </Panel>
  );
}

/** One form per step; a step that asks for a reason or a tracking number opens to ask for it. */
function Moves({ order, role }: Props) {
  const { t } = useTranslation('orders');
  // The device is sent by who has it; at the counter it is received.
  const likely = order.moves.find(
    ({ to }) => to !== 'in_transit' || role === 'customer' || role === 'reseller',
  );
  const moves = likely ? [likely, ...order.moves.filter((move) => move !== likely)] : order.moves;
  return (
    <section className="mt-4 flex flex-wrap items-start gap-2" aria-label={t('next.moves')}>
      {moves.map((move, index) =>
        move.reason || move.tracking ? (
          <AskingMove key={move.to} order={order} move={move} primary={index === 0} />
        ) : (
          <Form key={move.to} method="post">
            <MoveFields order={order} move={move} />
            <SubmitButton variant={index === 0 ? 'primary' : 'secondary'}>
              {t(`moves.${order.kind}.${move.to}` as 'moves.repair.received')}
            </SubmitButton>
          </Form>
        ),
      )}
    </section>
  );
}

function MoveFields({ order, move }: { order: Props['order']; move: Transition }) {
  return (
    <>
      <input type="hidden" name="intent" value="move" />
      <input type="hidden" name="from" value={order.status} />
      <input type="hidden" name="to" value={move.to} />
    </>
  );
}

function AskingMove({ order, move, primary }: { order: Props['order']; move: Transition; primary: boolean }) {
  const { t } = useTranslation(['orders', 'common']);
  const [open, setOpen] = useState(false);
  const label = t(`moves.${order.kind}.${move.to}` as 'moves.repair.received');
  return (
    <details className={open ? 'w-full' : undefined} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={`button ${primary ? 'button-primary' : 'button-secondary'}`}>{label} …</summary>
      <Form method="post" className="mt-3 flex max-w-160 flex-col gap-4 rounded-md border border-line p-4">
        <MoveFields order={order} move={move} />
        {move.reason && (
          <Field
            name="reason"
            id={`reason-${move.to}`}
            required
            label={t('next.reason')}
            help={t('next.reason_help')}
          >
            <TextArea rows={2} />
          </Field>
        )}
        {move.tracking && (
          <Field
            name="tracking"
            id={`tracking-${move.to}`}
            label={t('next.tracking')}
            optionalLabel={t('common:optional')}
          >
            <TextInput tabular autoComplete="off" />
          </Field>
        )}
        <div>
          <SubmitButton>{label}</SubmitButton>
        </div>
      </Form>
    </details>
  );
}
