import { useTranslation } from 'react-i18next';
import type { useTypedFields } from '~/parts/typed-fields';
import { Field } from '~/ui/forms/field';
import { Select } from '~/ui/forms/select';
import { TextInput } from '~/ui/forms/text-input';

type Props = Pick<ReturnType<typeof useTypedFields>, 'typed' | 'errors'> & {
  locations: { id: number; name: string }[];
};

/** What a basket is called, and where its devices go. */
export function BasketFields({ locations, typed, errors }: Props) {
  const { t } = useTranslation(['contracts', 'common']);
  return (
    <>
      <Field
        name="title"
        label={t('basket.name')}
        optionalLabel={t('common:optional')}
        help={t('basket.name_help')}
        errors={errors('title')}
      >
        <TextInput autoComplete="off" defaultValue={typed('title')} />
      </Field>
      <Field
        name="locationId"
        required
        label={t('basket.location')}
        help={t('basket.location_help')}
        errors={errors('locationId')}
      >
        <Select
          defaultValue={typed('locationId')}
          options={locations.map(({ id, name }) => ({ value: String(id), label: name }))}
        />
      </Field>
    </>
  );
}
