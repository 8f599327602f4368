import type { SubmissionResult } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { OfferDetail } from '~/domain/contracts/offer-queries.server';
import { ButtonLink } from '~/ui/button';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { Field } from '~/ui/forms/field';
import { FormActions } from '~/ui/forms/form-actions';
import { TextArea } from '~/ui/forms/text-area';
import { TextInput } from '~/ui/forms/text-input';
import { SubmitButton } from '~/ui/submit-button';
import { OfferLines } from './offer-lines';
import { useTyped } from './use-typed';
import { useOfferWords } from './words';

type Props = {
  offer: OfferDetail;
  outcome: 'accepted' | 'declined';
  /** Name and e-mail address of who decides, as far as they are known or typed. */
  person: Record<string, string>;
  result: SubmissionResult<string[]> | null;
  /** The offer's page. */
  back: string;
};

/** What exactly is agreed to or declined, by whom, and the button that says so. */
export function OfferDecisionForm({ offer, outcome, person, result, back }: Props) {
  const { t } = useTranslation(['contracts', 'common']);
  const { value, errors, wrong } = useTyped(result, person);
  const { shown } = offer;
  const { amount } = useOfferWords(shown.currency);
  const accepts = outcome === 'accepted';
  return (
    <Form method="post" noValidate className="flex flex-col gap-5">
      <ErrorSummary title={t('common:form.errors')} errors={wrong} />
      <input type="hidden" name="outcome" value={outcome} />
      {accepts ? (
        <OfferLines shown={shown} />
      ) : (
        <div className="max-w-160">
          <Field
            name="reason"
            required
            label={t('decide.reason')}
            help={t('decide.reason_help')}
            errors={errors('reason')}
          >
            <TextArea rows={3} defaultValue={value('reason')} />
          </Field>
        </div>
      )}
      <div className="grid max-w-160 gap-5 sm:grid-cols-2">
        <Field
          name="name"
          required
          label={t('decide.name')}
          help={t('decide.name_help')}
          errors={errors('name')}
        >
          <TextInput autoComplete="name" defaultValue={value('name')} />
        </Field>
        <Field
          name="email"
          required
          label={t('decide.email')}
          help={accepts ? t('decide.email_help') : undefined}
          errors={errors('email')}
        >
          <TextInput type="email" autoComplete="email" defaultValue={value('email')} />
        </Field>
      </div>
      <FormActions>
        <SubmitButton variant={accepts ? 'primary' : 'danger'}>
          {accepts ? t('decide.accept_now', { amount: amount(shown.totals.gross) }) : t('decide.decline_now')}
        </SubmitButton>
        <ButtonLink to={back}>{t('decide.back')}</ButtonLink>
      </FormActions>
    </Form>
  );
}
