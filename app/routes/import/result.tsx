import { Form } from '@remix-run/react';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '~/ui/button';
import { useFormat } from '~/ui/format';
import { Checkbox } from '~/ui/forms/checkbox';
import { FormActions } from '~/ui/forms/form-actions';
import { Notice } from '~/ui/notice';
import { SubmitButton } from '~/ui/submit-button';
import type { ImportPage } from './load-import.server';

type Props = { shown: ImportPage };

/** What the rows come to, and what can be done with it. */
export function Result({ shown }: Props) {
  return shown.state === 'done' ? <Done shown={shown} /> : <Checked shown={shown} />;
}

function Checked({ shown: { counts, kind, token, mayAddCustomers } }: Props) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const { ready = 0, duplicate = 0, new_customer: unknown = 0, known = 0, error = 0 } = counts;
  const addable = mayAddCustomers ? unknown : 0;
  const allKnown = known > 0 && ready + duplicate + unknown + error === 0;
  return (
    <section className="flex flex-col gap-4">
      <Notice tone={ready > 0 || allKnown ? 'info' : 'waiting'} title={t('result.ready', { count: ready })}>
        {allKnown && t('result.all_known')}
        {!allKnown &&
          (ready + duplicate + addable > 0 ? t('result.checked_text') : t('result.nothing_ready'))}
      </Notice>
      {ready + duplicate + addable > 0 && (
        <Form method="post" action={`/imports/${token}`} className="flex flex-col gap-3">
          {duplicate > 0 && (
            <Checkbox
              name="duplicates"
              value="on"
              label={t('result.duplicates', { count: format.number(duplicate) as never })}
            />
          )}
          {addable > 0 && (
            <Checkbox
              name="customers"
              value="on"
              label={t('result.customers', { count: format.number(addable) as never })}
            />
          )}
          <FormActions>
            <SubmitButton name="intent" value="create">
              {t(`result.create_${kind}`)}
            </SubmitButton>
          </FormActions>
        </Form>
      )}
    </section>
  );
}

function Done({ shown: { counts, kind, token } }: Props) {
  const { t } = useTranslation('imports');
  const created = counts.created ?? 0;
  const left = Object.values(counts).reduce((sum, count) => sum + count, 0) - created;
  const orders = kind === 'orders';
  return (
    <section className="flex flex-col gap-4">
      <Notice
        role="status"
        tone={created > 0 ? 'success' : 'info'}
        title={t(`result.created_${kind}`, { count: created })}
      >
        {left > 0 && t('result.not_taken', { count: left })}
      </Notice>
      <div className="flex flex-wrap gap-2">
        {left > 0 && (
          <ButtonLink
            to={`/imports/${token}/rows.csv`}
            reloadDocument
            icon={<Download size={16} aria-hidden="true" />}
          >
            {t('result.download')}
          </ButtonLink>
        )}
        <ButtonLink to={orders ? '/orders' : '/customers'}>
          {orders ? t('result.to_orders') : t('result.to_customers')}
        </ButtonLink>
      </div>
    </section>
  );
}
