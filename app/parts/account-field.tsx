import { useFetcher } from '@remix-run/react';
import { Field } from '~/ui/forms/field';
import { TextInput } from '~/ui/forms/text-input';

type Suggestions = { companies: { value: string; detail: string }[] };
type Props = {
  name: string;
  label: string;
  help: string;
  defaultValue: string;
  errors: string[];
  required?: boolean;
};

/** A company by number or name, with suggestions while typing. */
export function AccountField({ name, label, help, defaultValue, errors, required = false }: Props) {
  const suggestions = useFetcher<Suggestions>();
  const load = (text: string) =>
    suggestions.load(`/customers/suggest?q=${encodeURIComponent(text.slice(0, 100))}`);
  return (
    <Field name={name} label={label} help={help} errors={errors} required={required}>
      <TextInput
        defaultValue={defaultValue}
        list={`${name}-companies`}
        autoComplete="off"
        onFocus={(event) => load(event.currentTarget.value)}
        onInput={(event) => load(event.currentTarget.value)}
      />
      <datalist id={`${name}-companies`}>
        {suggestions.data?.companies.map(({ value, detail }) => (
          <option key={value} value={value}>
            {detail}
          </option>
        ))}
      </datalist>
    </Field>
  );
}
