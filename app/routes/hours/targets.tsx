import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { defaultTargets, PROMISE, type Target, type Timed, targetKey } from '~/domain/orders/clock-rules';
import { targetField, UNITS } from '~/domain/orders/clock-schema';
import { KINDS, type OrderKind } from '~/domain/orders/rules';
import { useStatusWords } from '~/parts/status';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { useFormat } from '~/ui/format';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { Field } from '~/ui/forms/field';
import { Select } from '~/ui/forms/select';
import { TextInput } from '~/ui/forms/text-input';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';

/** The targets as the fields of their form. */
export function targetFields(targets: { key: string; target: Target }[]): Record<string, string> {
  return Object.fromEntries(
    targets.flatMap(({ key, target }) => [
      [targetField(key), String('days' in target ? target.days : Math.round(target.minutes / 0.6) / 100)],
      [`${targetField(key)}-unit`, 'days' in target ? 'days' : 'hours'],
    ]),
  );
}

type Props = { fields: Record<string, string>; result: SubmissionResult<string[]> | null };

/** How long each status may take, in working hours or in usual days of the location. */
export function Targets({ fields: stored, result }: Props) {
  const { t } = useTranslation(['desk', 'common']);
  const { summary } = useErrorText();
  const [form, fields] = useForm<Record<string, string>>({
    id: 'targets',
    lastResult: result,
    defaultValue: stored,
  });
  const wrong = summary(result?.error);
  return (
    <div className="mt-6">
      <Panel title={t('targets.title')}>
        <p className="mb-4 max-w-160 text-soft">{t('targets.text')}</p>
        <Form method="post" {...getFormProps(form)}>
          <ErrorSummary title={t('common:form.errors')} errors={wrong} />
          <div className="grid gap-x-10 gap-y-6 lg:grid-cols-2">
            {KINDS.map((kind) => (
              <fieldset key={kind} className="flex min-w-0 flex-col gap-3">
                <legend className="mb-2 font-semibold">{t(`targets.${kind}`)}</legend>
                {defaultTargets(kind).map(([timed, days]) => (
                  <TargetField key={timed} kind={kind} timed={timed} usual={days} fields={fields} />
                ))}
              </fieldset>
            ))}
          </div>
          <div className="mt-5">
            <SubmitButton>{t('targets.save')}</SubmitButton>
          </div>
        </Form>
      </Panel>
    </div>
  );
}

type FieldProps = {
  kind: OrderKind;
  timed: Timed;
  /** The usual target in days. */
  usual: number;
  fields: Record<string, { initialValue?: string; errors?: string[] | undefined }>;
};

function TargetField({ kind, timed, usual, fields }: FieldProps) {
  const { t } = useTranslation('desk');
  const { all } = useErrorText();
  const words = useStatusWords();
  const format = useFormat();
  const name = targetField(targetKey(kind, timed));
  const label = timed === PROMISE ? t('targets.promise') : words.label(kind, timed);
  return (
    <Field
      name={name}
      label={label}
      optionalLabel={t('targets.usual', { count: usual, days: format.number(usual) })}
      errors={all(fields[name]?.errors)}
    >
      <div className="flex gap-2">
        <TextInput
          defaultValue={fields[name]?.initialValue}
          inputMode="decimal"
          autoComplete="off"
          tabular
          className="max-w-24"
        />
        <Select
          id={`${name}-unit`}
          name={`${name}-unit`}
          defaultValue={fields[`${name}-unit`]?.initialValue}
          aria-label={t('targets.unit', { what: label })}
          options={UNITS.map((unit) => ({ value: unit, label: t(`targets.${unit}`) }))}
        />
      </div>
    </Field>
  );
}
