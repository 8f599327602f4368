import { Form, Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { PersonDetail } from '~/domain/companies/people.server';
import { Field } from '~/ui/forms/field';
import { Select } from '~/ui/forms/select';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';

type Orders = { count: number; first: string[]; colleagues: { id: number; name: string }[] };

type Props = {
  person: Pick<PersonDetail, 'active' | 'yourself'>;
  /** What the person works on; null for people outside the operator. */
  orders: Orders | null;
};

/** Whether somebody may sign in: takes that away, with their orders handed over, or gives it back. */
export function Membership({ person: { active, yourself }, orders }: Props) {
  const { t } = useTranslation('team');
  if (yourself)
    return (
      <Panel title={t('person.membership')}>
        <p className="text-muted">{t('person.not_yourself')}</p>
      </Panel>
    );
  if (!active)
    return (
      <Panel title={t('person.membership')}>
        <p className="text-muted">{t('person.inactive_text')}</p>
        <Form method="post" className="mt-4">
          <SubmitButton name="intent" value="activate">
            {t('person.activate')}
          </SubmitButton>
        </Form>
      </Panel>
    );
  return (
    <Panel title={t('person.membership')}>
      <p className="text-muted">{t('person.deactivate_text')}</p>
      <Form method="post" className="mt-4 flex flex-col gap-4">
        {orders && orders.count > 0 && <HandOver orders={orders} />}
        <div>
          <SubmitButton name="intent" value="deactivate" variant="danger">
            {t('person.deactivate')}
          </SubmitButton>
        </div>
      </Form>
    </Panel>
  );
}

/** To whom the open orders of somebody go. */
function HandOver({ orders: { count, first, colleagues } }: { orders: Orders }) {
  const { t } = useTranslation('team');
  return (
    <>
      <p>
        {t('person.works_on', { count })}{' '}
        {first.map((number, index) => (
          <span key={number}>
            {index > 0 && ', '}
            <Link to={`/orders/${number}`} className="text-link tabular whitespace-nowrap">
              {number}
            </Link>
          </span>
        ))}
        {count > first.length && ' …'}
      </p>
      <Field name="handOver" label={t('person.hand_over')} help={t('person.hand_over_help')}>
        <Select
          placeholder={t('person.hand_over_nobody')}
          options={colleagues.map(({ id, name }) => ({ value: String(id), label: name }))}
        />
      </Field>
    </>
  );
}
