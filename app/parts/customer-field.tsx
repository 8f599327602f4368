import { useFetcher } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Field } from '~/ui/forms/field';
import { TextInput } from '~/ui/forms/text-input';

type Suggestions = { companies: { value: string; detail: string }[] };
type Props = { name: string; defaultValue: string; errors: string[] | undefined };

/** For whom the order is: the number or name of a company, with suggestions while typing. Empty until it is chosen. */
export function CustomerField({ name, defaultValue, errors }: Props) {
  const { t } = useTranslation('orders');
  const suggestions = useFetcher<Suggestions>();
  const load = (text: string) =>
    suggestions.load(`/customers/suggest?q=${encodeURIComponent(text.slice(0, 100))}`);
  return (
    <Field
      name={name}
      required
      label={t('form.customer.label')}
      help={t('form.customer.help')}
      errors={errors}
    >
      <TextInput
        defaultValue={defaultValue}
        list="companies"
        autoComplete="off"
        onFocus={(event) => load(event.currentTarget.value)}
        onInput={(event) => load(event.currentTarget.value)}
        end={
          <datalist id="companies">
            {suggestions.data?.companies.map(({ value, detail }) => (
              <option key={value} value={value}>
                {detail}
              </option>
            ))}
          </datalist>
        }
      />
    </Field>
  );
}
