import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { ShownItem } from '~/domain/partners/requirements.server';
import { answerName } from '~/domain/partners/step-schema';
import { type FormResult, useTypedFields } from '~/parts/typed-fields';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { Field } from '~/ui/forms/field';
import { FormActions } from '~/ui/forms/form-actions';
import { RadioGroup } from '~/ui/forms/radio-group';
import { TextArea } from '~/ui/forms/text-area';
import { TextInput } from '~/ui/forms/text-input';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';

type Props = { items: ShownItem[]; kept: Record<string, string>; result: FormResult | null };

/** The checklist, and how the check ends. */
export function ChecklistForm({ items, kept, result }: Props) {
  const { t } = useTranslation(['partners', 'common']);
  const { typed, errors, wrong } = useTypedFields(result, kept);
  return (
    <Panel title={t('requirements.checklist')} id="checklist">
      <Form method="post" noValidate className="flex flex-col gap-5">
        <ErrorSummary title={t('common:form.errors')} errors={wrong} />
        {items.length === 0 && <p className="text-muted">{t('requirements.no_items')}</p>}
        {items.map((item) => (
          <Item
            key={item.id}
            item={item}
            value={typed(answerName(item.id))}
            errors={errors(answerName(item.id))}
          />
        ))}
        <FormActions>
          <SubmitButton name="outcome" value="fulfilled">
            {t('requirements.fulfilled')}
          </SubmitButton>
        </FormActions>
        <details className="border-t border-line pt-4" open={errors('reason').length > 0}>
          <summary className="disclosure">{t('requirements.not_fulfilled_open')}</summary>
          <div className="mt-4 flex flex-col gap-4">
            <Field
              name="reason"
              label={t('requirements.reason')}
              help={t('requirements.reason_help')}
              errors={errors('reason')}
            >
              <TextArea rows={3} defaultValue={typed('reason')} />
            </Field>
            <div>
              <SubmitButton variant="danger" name="outcome" value="not_fulfilled">
                {t('requirements.not_fulfilled')}
              </SubmitButton>
            </div>
          </div>
        </details>
      </Form>
    </Panel>
  );
}

function Item({ item, value, errors }: { item: ShownItem; value: string; errors: string[] }) {
  const { t } = useTranslation('common');
  const { id, kind, label, help, required } = item;
  const optional = required ? {} : { optionalLabel: t('optional') };
  const shown = { name: answerName(id), label, help: help || undefined, required, errors, ...optional };
  if (kind === 'yes_no')
    return (
      <RadioGroup
        {...shown}
        inline
        defaultValue={value}
        options={[
          { value: 'yes', label: t('yes') },
          { value: 'no', label: t('no') },
        ]}
      />
    );
  return (
    <Field {...shown}>
      {kind === 'number' ? (
        <TextInput defaultValue={value} inputMode="decimal" autoComplete="off" tabular className="max-w-40" />
      ) : (
        <TextArea rows={2} defaultValue={value} />
      )}
    </Field>
  );
}
