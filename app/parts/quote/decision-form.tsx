import type { SubmissionResult } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { Choice } from '~/domain/quotes/choice.server';
import { agreedLines } from '~/domain/quotes/rules';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { ButtonLink } from '~/ui/button';
import { useFormat } from '~/ui/format';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { Field } from '~/ui/forms/field';
import { FormActions } from '~/ui/forms/form-actions';
import { TextArea } from '~/ui/forms/text-area';
import { TextInput } from '~/ui/forms/text-input';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';
import { OptionLines } from './option-lines';
import { useQuoteWords } from './words';

type Props = {
  choice: Choice;
  /** Name and e-mail address of who decides, as far as they are known or typed. */
  person: { name: string; email: string; reason: string };
  result: SubmissionResult<string[]> | null;
  /** The quote's page. */
  back: string;
};

/** What exactly is agreed to or declined, by whom, and the button that says so. */
export function DecisionForm({ choice, person, result, back }: Props) {
  const { t } = useTranslation(['quotes', 'common']);
  const format = useFormat();
  const { all, summary } = useErrorText();
  const { quote, agreed } = choice;
  const words = useQuoteWords(quote.currency);
  const wrong = summary(result?.error);
  const typed = (name: keyof Props['person']) => String(result?.initialValue?.[name] ?? person[name]);
  const errors = (name: string) => all(result?.error?.[name] ?? undefined);
  return (
    <Form method="post" noValidate className="flex flex-col gap-5">
      <ErrorSummary title={t('common:form.errors')} errors={wrong} />
      {agreed ? (
        <>
          <input type="hidden" name="outcome" value="accepted" />
          <input type="hidden" name="option" value={agreed.option.id} />
          <input type="hidden" name="gross" value={agreed.totals.gross} />
          {agreed.lineIds.map((id) => (
            <input key={id} type="hidden" name="lines" value={id} />
          ))}
          <Panel title={words.option(agreed.option)} flush>
            <OptionLines
              caption={words.option(agreed.option)}
              currency={quote.currency}
              lines={agreedLines(agreed.option.lines, agreed.lineIds)}
              counted={agreedLines(agreed.option.lines, agreed.lineIds)}
            />
            <p className="border-t border-line px-4 py-3 text-muted" suppressHydrationWarning>
              {t('confirm_for', {
                quote: quote.number,
                version: quote.version,
                order: quote.order.number,
                device: quote.order.device,
                date: format.date(quote.validUntil),
              })}
            </p>
          </Panel>
        </>
      ) : (
        <>
          <input type="hidden" name="outcome" value="declined" />
          <div className="max-w-160">
            <Field
              name="reason"
              required
              label={t('reason')}
              help={t('reason_help')}
              errors={errors('reason')}
            >
              <TextArea rows={3} defaultValue={typed('reason')} />
            </Field>
          </div>
        </>
      )}
      <div className="grid max-w-160 gap-5 sm:grid-cols-2">
        <Field name="name" required label={t('your_name')} help={t('your_name_help')} errors={errors('name')}>
          <TextInput autoComplete="name" defaultValue={typed('name')} />
        </Field>
        <Field name="email" required label={t('your_email')} errors={errors('email')}>
          <TextInput type="email" autoComplete="email" defaultValue={typed('email')} />
        </Field>
      </div>
      <FormActions>
        <SubmitButton variant={agreed ? 'primary' : 'danger'}>
          {agreed
            ? t(`agree.${agreed.option.kind}`, { amount: words.amount(agreed.totals.gross) })
            : t('decline_now')}
        </SubmitButton>
        <ButtonLink to={back}>{t('back_to_quote')}</ButtonLink>
      </FormActions>
    </Form>
  );
}
