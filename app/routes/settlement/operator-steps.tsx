import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { Field } from '~/ui/forms/field';
import { TextArea } from '~/ui/forms/text-area';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';
import type { StepProps } from './settlement';

/** What the operator can do now: accept or return the invoice, note its payment, cancel the settlement. */
export function OperatorSteps(props: StepProps) {
  const { t } = useTranslation('billing');
  const { state, invoices } = props.settlement;
  const invoice = invoices.find((one) => one.state === 'submitted');
  const cancels = state === 'open' || state === 'invoiced';
  if (!cancels && state !== 'accepted') return null;
  return (
    <Panel title={t('steps.title')}>
      <div className="flex flex-col gap-3">
        {state === 'invoiced' && invoice && (
          <Form method="post">
            <input type="hidden" name="intent" value="accept" />
            <input type="hidden" name="invoiceId" value={invoice.id} />
            <SubmitButton>{t('steps.accept')}</SubmitButton>
          </Form>
        )}
        {state === 'accepted' && (
          <Form method="post">
            <input type="hidden" name="intent" value="pay" />
            <SubmitButton>{t('steps.pay')}</SubmitButton>
          </Form>
        )}
        {state === 'invoiced' && invoice && <WithReason {...props} intent="return" invoiceId={invoice.id} />}
        {cancels && <WithReason {...props} intent="cancel" />}
      </div>
    </Panel>
  );
}

/** A step that tells the partner why; it asks before it is taken. */
function WithReason({
  intent,
  invoiceId,
  kept,
  failed,
}: StepProps & { intent: 'return' | 'cancel'; invoiceId?: number }) {
  const { t } = useTranslation('billing');
  const { all } = useErrorText();
  const result = failed?.intent === intent ? failed.result : null;
  const typed = result?.initialValue?.reason ?? (kept.intent === intent ? kept.reason : '');
  return (
    <details open={result !== null || kept.intent === intent}>
      <summary className="disclosure">{t(`steps.${intent}`)} …</summary>
      <Form method="post" noValidate className="mt-3 flex flex-col gap-3">
        <input type="hidden" name="intent" value={intent} />
        {invoiceId !== undefined && <input type="hidden" name="invoiceId" value={invoiceId} />}
        <p className="text-muted">{t(`steps.${intent}_text`)}</p>
        <Field
          name="reason"
          id={`reason-${intent}`}
          label={t('steps.reason')}
          required
          errors={all(result?.error?.reason ?? undefined)}
        >
          <TextArea rows={3} maxLength={2000} defaultValue={String(typed ?? '')} />
        </Field>
        <div>
          <SubmitButton variant={intent === 'cancel' ? 'danger' : 'secondary'}>
            {t(`steps.${intent}`)}
          </SubmitButton>
        </div>
      </Form>
    </details>
  );
}
