import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { type Periods, RETAINED, type Retained } from '~/domain/privacy/rules';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { Field } from '~/ui/forms/field';
import { TextInput } from '~/ui/forms/text-input';
import { Notice } from '~/ui/notice';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';

type Fields = Record<Retained, string>;
type Preview = { fields: Fields; counts: Record<Retained, number> };

/** Periods as the form's fields have them. */
export const periodFields = (periods: Periods): Fields => ({
  orders: String(periods.orders ?? ''),
  files: String(periods.files ?? ''),
  mails: String(periods.mails ?? ''),
});

type Props = { periods: Periods; result: SubmissionResult<string[]> | null; preview: Preview | null };

/** How long orders, files and mails are kept. What would be erased is shown before it is saved. */
export function PeriodsForm({ periods, result, preview }: Props) {
  const { t } = useTranslation('privacy');
  const { all } = useErrorText();
  const [form, fields] = useForm<Fields>({
    id: 'periods',
    lastResult: result,
    defaultValue: preview?.fields ?? periodFields(periods),
  });
  return (
    <Panel title={t('periods.title')} id="periods">
      <Form
        method="post"
        action="/admin/privacy#periods"
        {...getFormProps(form)}
        className="flex flex-col gap-5"
      >
        <p className="text-soft">{t('periods.text')}</p>
        {RETAINED.map((kind) => (
          <Field
            key={kind}
            name={kind}
            label={t(`periods.${kind}`)}
            help={t(`periods.${kind}_help`)}
            errors={all(fields[kind].errors)}
          >
            <span className="block max-w-40">
              <TextInput
                inputMode="numeric"
                autoComplete="off"
                maxLength={6}
                placeholder={t('periods.for_ever')}
                end={<span className="pr-2">{t('periods.unit')}</span>}
                defaultValue={preview?.fields[kind] ?? fields[kind].initialValue}
              />
            </span>
          </Field>
        ))}
        <div>
          <SubmitButton name="intent" value="preview" variant={preview ? 'secondary' : 'primary'}>
            {t('periods.preview')}
          </SubmitButton>
        </div>
      </Form>
      {preview && <WouldErase preview={preview} />}
    </Panel>
  );
}

/** Saves exactly what was counted. */
function WouldErase({ preview: { fields, counts } }: { preview: Preview }) {
  const { t } = useTranslation('privacy');
  const some = RETAINED.filter((kind) => counts[kind] > 0);
  return (
    <div className="mt-5 flex flex-col gap-3">
      <Notice tone={some.length > 0 ? 'danger' : 'info'} role="status" title={t('periods.would_title')}>
        <p>{t(some.length > 0 ? 'periods.would' : 'periods.would_nothing')}</p>
        {some.length > 0 && (
          <ul className="mt-1 list-disc pl-5">
            {some.map((kind) => (
              <li key={kind}>{t(`periods.would_${kind}`, { count: counts[kind] })}</li>
            ))}
          </ul>
        )}
      </Notice>
      <Form method="post" action="/admin/privacy">
        {RETAINED.map((kind) => (
          <input key={kind} type="hidden" name={kind} value={fields[kind]} />
        ))}
        <SubmitButton name="intent" value="save" variant={some.length > 0 ? 'danger' : 'primary'}>
          {t('periods.save')}
        </SubmitButton>
      </Form>
    </div>
  );
}
