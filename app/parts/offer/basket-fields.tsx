import { useTranslation } from 'react-i18next';
import { Field } from '~/ui/forms/field';
import { Select } from '~/ui/forms/select';
import { TextInput } from '~/ui/forms/text-input';
import type { useTyped } from './use-typed';

type Props = Pick<ReturnType<typeof useTyped>, 'value' | 'errors'> & {
  locations: { id: number; name: string }[];
};

/** What a basket is called, and where its devices go. */
export function BasketFields({ locations, value, errors }: Props) {
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
        <TextInput autoComplete="off" defaultValue={value('title')} />
      </Field>
      <Field
        name="locationId"
        required
        label={t('basket.location')}
        help={t('basket.location_help')}
        errors={errors('locationId')}
      >
        <Select
          defaultValue={value('locationId')}
          options={locations.map(({ id, name }) => ({ value: String(id), label: name }))}
        />
      </Field>
    </>
  );
}
