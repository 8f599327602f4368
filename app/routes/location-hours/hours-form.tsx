import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { WEEKDAYS } from '~/domain/orders/clock-schema';
import type { getLocationHours } from '~/domain/orders/clock-setup.server';
import { Day } from '~/parts/day';
import { weekdayName } from '~/parts/opening-hours';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { ButtonLink } from '~/ui/button';
import { useFormat } from '~/ui/format';
import { Checkbox } from '~/ui/forms/checkbox';
import { DateInput } from '~/ui/forms/date-input';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { Field } from '~/ui/forms/field';
import { Errors } from '~/ui/forms/field-parts';
import { FormActions } from '~/ui/forms/form-actions';
import { FormSection } from '~/ui/forms/form-section';
import { Select } from '~/ui/forms/select';
import { TextInput } from '~/ui/forms/text-input';
import { SubmitButton } from '~/ui/submit-button';

type Place = Omit<NonNullable<Awaited<ReturnType<typeof getLocationHours>>>, 'hours'>;
type Props = {
  place: Place;
  fields: Record<string, string>;
  result: SubmissionResult<string[]> | null;
};

/** When a location is open in a week, whose public holidays it keeps, and when it is closed besides. */
export function HoursForm({ place, fields: stored, result }: Props) {
  const { t } = useTranslation(['desk', 'common']);
  const { all, summary } = useErrorText();
  const [form, fields] = useForm<Record<string, string>>({
    id: 'location-hours',
    lastResult: result,
    defaultValue: stored,
  });
  const wrong = summary(result?.error);
  const day = (name: 'closureFrom' | 'closureUntil') => (
    <Field
      name={name}
      label={t(`hours.${name}`)}
      optionalLabel={t('common:optional')}
      errors={all(fields[name]?.errors)}
    >
      <DateInput defaultValue={fields[name]?.initialValue} />
    </Field>
  );
  return (
    <Form method="post" {...getFormProps(form)} className="min-w-0">
      <ErrorSummary title={t('common:form.errors')} errors={wrong} />
      <FormSection title={t('hours.open')} text={t('hours.open_text')}>
        <div className="flex flex-col gap-2">
          {WEEKDAYS.map((weekday) => (
            <Weekday key={weekday} weekday={weekday} fields={fields} />
          ))}
        </div>
      </FormSection>
      <FormSection title={t('hours.region')} text={t('hours.region_text', { country: place.country })}>
        <Field name="region" label={t('hours.region')} errors={all(fields.region?.errors)}>
          <Select
            placeholder={t('hours.region_none')}
            defaultValue={fields.region?.initialValue}
            options={place.regions.map(({ code, name }) => ({ value: code, label: name }))}
          />
        </Field>
      </FormSection>
      <FormSection title={t('hours.closures')} text={t('hours.closures_text')}>
        {place.closures.length > 0 && (
          <fieldset className="flex flex-col gap-2">
            <legend className="mb-2 font-medium">{t('hours.remove')}</legend>
            {place.closures.map((closure) => (
              <Checkbox
                key={closure.day}
                id={`remove-${closure.day}`}
                name="remove"
                value={closure.day}
                label={
                  <>
                    <Day on={closure.day} />
                    {closure.name && ` · ${closure.name}`}
                  </>
                }
              />
            ))}
          </fieldset>
        )}
        <div className="flex flex-wrap gap-4">
          {day('closureFrom')}
          {day('closureUntil')}
        </div>
        <Field
          name="closureName"
          label={t('hours.closureName')}
          optionalLabel={t('common:optional')}
          errors={all(fields.closureName?.errors)}
        >
          <TextInput defaultValue={fields.closureName?.initialValue} maxLength={100} autoComplete="off" />
        </Field>
      </FormSection>
      <FormActions>
        <SubmitButton>{t('hours.save')}</SubmitButton>
        <ButtonLink to="/admin/hours">{t('common:cancel')}</ButtonLink>
      </FormActions>
    </Form>
  );
}

type WeekdayProps = {
  weekday: number;
  fields: Record<string, { initialValue?: string; errors?: string[] | undefined }>;
};

/** From when to when on a day of the week; both empty when the location is closed. */
function Weekday({ weekday, fields }: WeekdayProps) {
  const { t } = useTranslation('desk');
  const { all } = useErrorText();
  const { locale } = useFormat();
  const day = weekdayName(weekday, locale, 'long');
  const names = [`opens${weekday}`, `closes${weekday}`] as const;
  const errors = names.flatMap((name) => all(fields[name]?.errors) ?? []);
  const errorId = `weekday-${weekday}-error`;
  return (
    <div className="grid grid-cols-[minmax(88px,auto)_1fr_auto_1fr] items-center gap-x-3 gap-y-1 sm:grid-cols-[120px_88px_auto_88px] sm:justify-start">
      <span className="font-medium">{day}</span>
      {names.map((name, index) => (
        <span key={name} className="contents">
          {index === 1 && <span aria-hidden="true">–</span>}
          <input
            type="text"
            inputMode="decimal"
            autoComplete="off"
            placeholder="––:––"
            id={name}
            name={name}
            defaultValue={fields[name]?.initialValue}
            aria-label={t(index === 0 ? 'hours.opens' : 'hours.closes', { day })}
            aria-invalid={fields[name]?.errors ? true : undefined}
            aria-describedby={errors.length > 0 ? errorId : undefined}
            className="control tabular min-w-0"
          />
        </span>
      ))}
      {errors.length > 0 && (
        <div className="col-span-full">
          <Errors id={errorId} errors={errors} />
        </div>
      )}
    </div>
  );
}
