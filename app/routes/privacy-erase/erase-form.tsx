import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { Subject } from '~/domain/privacy/subjects.server';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { ButtonLink } from '~/ui/button';
import { Checkbox } from '~/ui/forms/checkbox';
import { Field } from '~/ui/forms/field';
import { FormActions } from '~/ui/forms/form-actions';
import { TextInput } from '~/ui/forms/text-input';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';

type Props = {
  subject: Pick<Subject, 'kind' | 'id' | 'confirm' | 'staff'>;
  result: SubmissionResult<string[]> | null;
};

/** What goes and what stays, a choice, and the number typed once more. */
export function EraseForm({ subject: { kind, id, confirm, staff }, result }: Props) {
  const { t } = useTranslation(['privacy', 'common']);
  const { all } = useErrorText();
  const [form, fields] = useForm<{ confirm: string; keepTexts: string }>({
    id: 'erase',
    lastResult: result,
    defaultValue: { confirm: '', keepTexts: staff ? 'on' : '' },
  });
  const goes = t(`erase.goes_${staff ? 'staff' : kind}`, { returnObjects: true });
  return (
    <>
      <Panel title={t('erase.goes')}>
        <ul className="flex list-disc flex-col gap-1 pl-5">
          {goes.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <h3 className="mt-4 text-sm">{t('erase.stays')}</h3>
        <p>{t('erase.stays_text')}</p>
      </Panel>
      <Form method="post" {...getFormProps(form)} className="flex flex-col gap-5">
        <Checkbox
          name="keepTexts"
          label={t('erase.keep')}
          help={t('erase.keep_help')}
          defaultChecked={fields.keepTexts.initialValue === 'on'}
        />
        <Field
          name="confirm"
          label={<span className="wrap-anywhere">{t(`erase.confirm_${kind}`, { confirm })}</span>}
          required
          errors={all(fields.confirm.errors)}
        >
          <TextInput
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={200}
            defaultValue={fields.confirm.initialValue}
          />
        </Field>
        <FormActions>
          <SubmitButton variant="danger">{t('erase.submit')}</SubmitButton>
          <ButtonLink to={`/admin/privacy/${kind}/${id}`}>{t('common:cancel')}</ButtonLink>
        </FormActions>
      </Form>
    </>
  );
}
