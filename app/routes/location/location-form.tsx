import type { SubmissionResult } from '@conform-to/react';
import { useTranslation } from 'react-i18next';
import { SetupForm, useSetupForm } from '~/parts/setup-form';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { Checkbox } from '~/ui/forms/checkbox';
import { FormSection } from '~/ui/forms/form-section';

const NAMES = [
  ...(['code', 'name', 'street', 'postalCode', 'city', 'country', 'region'] as const),
  ...(['timeZone', 'closesAt', 'phone', 'email', 'active'] as const),
] as const;

/** The fields of the form; a check box is `on` or empty. */
export type LocationFields = Record<(typeof NAMES)[number], string>;

type Props = {
  fields: LocationFields;
  result: SubmissionResult<string[]> | null;
  /** By their name in the reader's language. */
  countries: { value: string; label: string }[];
  /** Names of the IANA time zone database. */
  zones: string[];
};

/** Address, time and reach of a service location. */
export function LocationForm({ fields, result, countries, zones }: Props) {
  const { t } = useTranslation('team');
  const { all } = useErrorText();
  const setup = useSetupForm('location', fields, result);
  const needed = (name: string) => ({ label: t(`locations.fields.${name}` as never), required: true });
  return (
    <SetupForm form={setup.form} wrong={setup.wrong} save={t('person.save')} back="/admin/locations">
      <FormSection title={t('locations.who')}>
        {setup.line('name', { label: t('fields.name'), required: true })}
        {setup.line('code', { label: t('methods.code'), help: t('locations.code_help'), required: true })}
        {setup.line('email', { label: t('fields.email') })}
        {setup.line('phone', { label: t('company.phone') })}
      </FormSection>
      <FormSection title={t('company.address')}>
        {setup.line('street', needed('street'))}
        <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,2fr)] gap-x-4">
          {setup.line('postalCode', needed('postalCode'))}
          {setup.line('city', { label: t('companies.city'), required: true })}
        </div>
        {setup.select('country', needed('country'), countries)}
        {setup.line('region', { label: t('locations.region'), help: t('locations.region_help') })}
      </FormSection>
      <FormSection title={t('locations.time')}>
        {setup.select('timeZone', needed('timeZone'), [
          { value: '', label: t('fields.choose') },
          ...zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })),
        ])}
        {setup.line('closesAt', {
          label: t('locations.closes'),
          help: t('locations.closes_help'),
          required: true,
        })}
        <Checkbox
          name="active"
          label={t('locations.active')}
          help={t('locations.active_help')}
          errors={all(result?.error?.active ?? undefined)}
          defaultChecked={(result ? result.initialValue?.active : fields.active) === 'on'}
        />
      </FormSection>
    </SetupForm>
  );
}
