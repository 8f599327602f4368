import type { SubmissionResult } from '@conform-to/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLES } from '~/domain/auth/rules';
import { worksForOperator } from '~/domain/companies/people-schema';
import { LOCALES } from '~/platform/i18n/locale';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { Field } from '~/ui/forms/field';
import { Errors } from '~/ui/forms/field-parts';
import { Select } from '~/ui/forms/select';
import { TextInput } from '~/ui/forms/text-input';
import { useHydrated } from '~/ui/use-hydrated';

/** Where administrators can put somebody. */
export type PlacesToGive = {
  companies: { kind: string; value: string }[];
  locations: { id: number; name: string }[];
};

/** The fields of the form as they are filled in. */
export type PersonText = {
  name: string;
  email: string;
  locale: string;
  role: string;
  company: string;
  locations: string[];
};

/** An empty form. */
export const NO_PERSON: PersonText = {
  ...{ name: '', email: '', locale: '', role: '', company: '' },
  locations: [],
};

/** What was typed and kept while somebody signed in again, over what stands in the form. */
export function typedPerson(stored: PersonText, kept: Record<string, string> | undefined): PersonText {
  if (!kept) return stored;
  const { locations, ...rest } = kept;
  return { ...stored, ...rest, locations: locations ? [locations] : stored.locations };
}

type Props = {
  stored: PersonText;
  result: SubmissionResult<string[]> | null;
  /** Where administrators can put them; null for a company's own people. */
  places: PlacesToGive | null;
  /** The form asks for the e-mail address too. */
  withEmail?: boolean;
};

/** Who somebody is, and for administrators where they belong. */
export function PersonFields({ stored, result, places, withEmail = false }: Props) {
  const { t } = useTranslation(['team', 'common']);
  const { all } = useErrorText();
  const typed = (name: keyof PersonText) => String(result?.initialValue?.[name] ?? stored[name]);
  const errors = (name: string) => all(result?.error?.[name] ?? undefined);
  return (
    <>
      <Field name="name" label={t('fields.name')} required errors={errors('name')}>
        <TextInput defaultValue={typed('name')} autoComplete="off" maxLength={200} />
      </Field>
      {withEmail && (
        <Field
          name="email"
          label={t('fields.email')}
          help={t('fields.email_help')}
          required
          errors={errors('email')}
        >
          <TextInput type="email" defaultValue={typed('email')} autoComplete="off" spellCheck={false} />
        </Field>
      )}
      <Field name="locale" label={t('fields.locale')} required errors={errors('locale')}>
        <Select
          defaultValue={typed('locale')}
          options={[
            { value: '', label: t('fields.locale_browser') },
            ...LOCALES.map((locale) => ({ value: locale, label: t(`fields.locales.${locale}`) })),
          ]}
        />
      </Field>
      {places && <PlaceFields stored={stored} result={result} places={places} />}
    </>
  );
}

/** The role, and what goes with it: a company, or service locations. With scripts only what the role needs is shown. */
function PlaceFields({ stored, result, places }: Props & { places: PlacesToGive }) {
  const { t } = useTranslation(['team', 'auth']);
  const { all } = useErrorText();
  const hydrated = useHydrated();
  const before = result?.initialValue;
  const [role, setRole] = useState(String(before?.role ?? stored.role));
  const errors = (name: string) => all(result?.error?.[name] ?? undefined);
  const ofCompany = role !== '' && !worksForOperator(role);
  const companies = places.companies.filter(({ kind }) => !ofCompany || kind === role);
  return (
    <>
      <Field
        name="role"
        label={t('fields.role')}
        help={t('fields.role_help')}
        required
        errors={errors('role')}
      >
        <Select
          defaultValue={role}
          onChange={(event) => setRole(event.currentTarget.value)}
          placeholder={t('fields.choose')}
          options={ROLES.map((one) => ({ value: one, label: t(`auth:demo.roles.${one}`) }))}
        />
      </Field>
      {(!hydrated || ofCompany) && (
        <Field
          name="company"
          label={t('fields.company')}
          help={t('fields.company_help')}
          errors={errors('company')}
        >
          <TextInput
            defaultValue={String(before?.company ?? stored.company)}
            list="companies-to-give"
            autoComplete="off"
            end={
              <datalist id="companies-to-give">
                {companies.map(({ value }) => (
                  <option key={value} value={value} />
                ))}
              </datalist>
            }
          />
        </Field>
      )}
      {(!hydrated || role === 'technician') && (
        <Locations
          locations={places.locations}
          ticked={[before?.locations ?? stored.locations].flat().map(String)}
          errors={errors('locations') ?? []}
        />
      )}
    </>
  );
}

type LocationsProps = { locations: PlacesToGive['locations']; ticked: string[]; errors: string[] };

/** The service locations of a technician. */
function Locations({ locations, ticked, errors }: LocationsProps) {
  const { t } = useTranslation('team');
  return (
    <fieldset
      id="locations"
      tabIndex={-1}
      aria-describedby={errors.length > 0 ? 'locations-error' : undefined}
    >
      <legend className="mb-1.5 font-medium">{t('fields.locations')}</legend>
      <div className="flex flex-col gap-2">
        {locations.map(({ id, name }) => (
          <label key={id} className="flex items-start gap-2.5 pointer-coarse:py-2">
            <input
              type="checkbox"
              name="locations"
              value={id}
              defaultChecked={ticked.includes(String(id))}
              className="mt-0.5 size-4 flex-none"
            />
            {name}
          </label>
        ))}
      </div>
      {errors.length > 0 && <Errors id="locations-error" errors={errors} />}
    </fieldset>
  );
}
