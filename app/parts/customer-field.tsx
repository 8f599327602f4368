import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/button';
import { Field } from '~/ui/forms/field';
import { TextInput } from '~/ui/forms/text-input';
import { ContextDiffers } from './context-differs';
import { useCompanySuggestions } from './use-company-suggestions';
import { useOrderingContext } from './use-ordering-context';

type Props = { name: string; defaultValue: string; errors: string[] | undefined };

/**
 * For whom the order is: the number or name of a company, with suggestions while typing. The customer that the browser is
 * ordering for is filled in only where nothing stands: what stands in a form stays, whatever another tab does.
 */
export function CustomerField({ name, defaultValue, errors }: Props) {
  const { t } = useTranslation(['orders', 'customers']);
  const { companies, ask } = useCompanySuggestions();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(defaultValue);
  const context = useOrderingContext();
  const wanted = context && !context.ended ? `${context.number} · ${context.name}` : '';

  function fill(text: string) {
    if (input.current) input.current.value = text;
    setTyped(text);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another context fills the field
  useEffect(() => {
    if (wanted && input.current?.value === '') fill(wanted);
  }, [wanted]);

  return (
    <>
      <Field
        name={name}
        required
        label={t('form.customer.label')}
        help={t('form.customer.help')}
        errors={errors}
      >
        <TextInput
          ref={input}
          defaultValue={defaultValue}
          list="companies"
          autoComplete="off"
          onFocus={(event) => ask(event.currentTarget.value)}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            ask(event.currentTarget.value);
          }}
          end={
            <datalist id="companies">
              {companies.map(({ value, detail }) => (
                <option key={value} value={value}>
                  {detail}
                </option>
              ))}
            </datalist>
          }
        />
      </Field>
      <ContextDiffers
        customer={typed}
        action={
          <Button size="small" onClick={() => fill(wanted)}>
            {t('customers:context.take', { context: context?.name })}
          </Button>
        }
      />
    </>
  );
}
