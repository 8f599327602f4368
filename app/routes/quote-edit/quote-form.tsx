import { type FieldMetadata, getFormProps, parse, type SubmissionResult, useForm } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OfferedItem } from '~/domain/orders/lines-from-catalogue.server';
import { CatalogueItems, useCatalogue } from '~/parts/line-fields';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { Button, ButtonLink } from '~/ui/button';
import { DateInput } from '~/ui/forms/date-input';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { Field } from '~/ui/forms/field';
import { FormActions } from '~/ui/forms/form-actions';
import { FormSection } from '~/ui/forms/form-section';
import { TextArea } from '~/ui/forms/text-area';
import { SubmitButton } from '~/ui/submit-button';
import type { LineTyped, OptionTyped, QuoteTyped } from './fields.server';
import { OptionFields } from './option-fields';

type Props = {
  order: { number: string; currency: string };
  draft: string | null;
  draftKey: string;
  typed: QuoteTyped;
  empty: LineTyped;
  days: { first: string; last: string };
  items: OfferedItem[];
  result: SubmissionResult<string[]> | null;
};

/** The options of a quote with their lines, what is said to them, and until when they are offered. */
export function QuoteForm({ order, draft, draftKey, typed, empty, days, items, result }: Props) {
  const { t } = useTranslation(['quotes', 'common']);
  const { say, all } = useErrorText();
  const catalogue = useCatalogue(order.currency, items);
  const [form, fields] = useForm<QuoteTyped>({
    id: 'quote',
    lastResult: result,
    defaultValue: typed,
    // Lines and options come and go in the browser; what they say is checked by the server.
    onValidate: ({ formData }) => parse(formData, { resolve: (value) => ({ value: value as QuoteTyped }) }),
  });
  const wrong = Object.entries(form.allErrors).flatMap(([name, keys]) =>
    (keys ?? []).map((key) => ({ id: name, message: say(key) })),
  );
  const options = fields.options.getFieldList() as FieldMetadata<OptionTyped>[];
  return (
    <Form method="post" {...getFormProps(form)}>
      {/* Enter in a field saves: the first button of a form is the one that it presses. */}
      <button type="submit" className="sr-only" tabIndex={-1} aria-hidden="true" />
      <input type="hidden" name="key" value={draftKey} />
      <CatalogueItems catalogue={catalogue} />
      <ErrorSummary title={t('common:form.errors')} errors={wrong} />
      <div>
        <FormSection title={t('edit.what')}>
          <Field
            name="message"
            label={t('edit.message')}
            help={t('edit.message_help')}
            optionalLabel={t('common:optional')}
            errors={all(fields.message.errors)}
          >
            <TextArea rows={4} defaultValue={fields.message.initialValue} />
          </Field>
          <Field
            name="validUntil"
            required
            label={t('edit.valid_until')}
            help={t('edit.valid_help')}
            errors={all(fields.validUntil.errors)}
          >
            <DateInput min={days.first} max={days.last} defaultValue={fields.validUntil.initialValue} />
          </Field>
        </FormSection>
      </div>
      {options.map((option, index) => (
        <OptionFields
          key={option.key}
          option={option}
          index={index}
          only={options.length === 1}
          currency={order.currency}
          catalogue={catalogue}
          remove={form.remove.getButtonProps({ name: fields.options.name, index })}
          add={(name) => form.insert.getButtonProps({ name, defaultValue: empty as never })}
          removeLine={(name, line) => form.remove.getButtonProps({ name, index: line })}
        />
      ))}
      <div className="mb-8">
        <Button
          {...form.insert.getButtonProps({
            name: fields.options.name,
            defaultValue: { kind: 'return_unrepaired', title: '', lines: [empty] } as never,
          })}
          type="submit"
          icon={<Plus size={16} aria-hidden />}
        >
          {t('edit.add_option')}
        </Button>
      </div>
      <FormActions>
        <SubmitButton>{t('edit.save')}</SubmitButton>
        <ButtonLink to={draft ? `/quotes/${draft}` : `/orders/${order.number}`}>
          {t('common:cancel')}
        </ButtonLink>
      </FormActions>
    </Form>
  );
}
