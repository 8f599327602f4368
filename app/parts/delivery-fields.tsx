import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderDeliveryMethod } from '~/domain/orders/schema';
import { Field } from '~/ui/forms/field';
import { FormSection } from '~/ui/forms/form-section';
import { RadioCards } from '~/ui/forms/radio-group';
import { TextInput } from '~/ui/forms/text-input';
import { useHydrated } from '~/ui/use-hydrated';
import type { FieldState } from './order-form';

const ADDRESS = [
  ['deliveryName', 'name', 'name', 'col-span-full'],
  ['deliveryStreet', 'street', 'street-address', 'col-span-full'],
  ['deliveryPostalCode', 'postal_code', 'postal-code', ''],
  ['deliveryCity', 'city', 'address-level2', ''],
  ['deliveryCountry', 'country', 'country-name', 'col-span-full'],
] as const;

/** How the device comes back, and where to. With script the address is asked for only where the method needs one. */
export function DeliveryFields({ methods, field }: { methods: OrderDeliveryMethod[]; field: FieldState }) {
  const { t } = useTranslation('orders');
  const method = field('deliveryMethodId');
  const hydrated = useHydrated();
  const [chosen, setChosen] = useState(method.defaultValue);
  const needed = methods.some(({ id, toAddress }) => toAddress && String(id) === chosen);
  return (
    <FormSection title={t('form.delivery.title')}>
      <RadioCards
        name="deliveryMethodId"
        required
        label={t('form.delivery.method')}
        defaultValue={method.defaultValue}
        errors={method.errors}
        onChoose={setChosen}
        options={methods.map(({ id, name, toAddress }) => ({
          value: String(id),
          label: name,
          ...(toAddress ? { help: t('form.delivery.to_address') } : {}),
        }))}
      />
      {methods.some(({ toAddress }) => toAddress) && (
        <fieldset hidden={hydrated && !needed}>
          <legend className="mb-1.5 font-medium">{t('form.delivery.address')}</legend>
          {!hydrated && <p className="mb-4 text-muted">{t('form.delivery.address_help')}</p>}
          <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,2fr)] gap-x-4 gap-y-5">
            {ADDRESS.map(([name, key, autoComplete, place]) => {
              const { defaultValue, errors } = field(name);
              return (
                <div key={name} className={place}>
                  <Field
                    name={name}
                    label={t(`form.delivery.${key}`)}
                    required={hydrated && needed}
                    errors={errors}
                  >
                    <TextInput defaultValue={defaultValue} autoComplete={autoComplete} />
                  </Field>
                </div>
              );
            })}
          </div>
        </fieldset>
      )}
    </FormSection>
  );
}
