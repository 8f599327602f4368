import { useTranslation } from 'react-i18next';
import type { OrderDeliveryMethod } from '~/domain/orders/schema';
import { Field } from '~/ui/forms/field';
import { FormSection } from '~/ui/forms/form-section';
import { RadioCards } from '~/ui/forms/radio-group';
import { TextInput } from '~/ui/forms/text-input';
import type { FieldState } from './order-form';

const ADDRESS = [
  ['deliveryName', 'name', 'name'],
  ['deliveryStreet', 'street', 'street-address'],
  ['deliveryPostalCode', 'postal_code', 'postal-code'],
  ['deliveryCity', 'city', 'address-level2'],
  ['deliveryCountry', 'country', 'country-name'],
] as const;

/** How the device comes back, and where to. */
export function DeliveryFields({ methods, field }: { methods: OrderDeliveryMethod[]; field: FieldState }) {
  const { t } = useTranslation('orders');
  const method = field('deliveryMethodId');
  return (
    <FormSection title={t('form.delivery.title')}>
      <RadioCards
        name="deliveryMethodId"
        required
        label={t('form.delivery.method')}
        defaultValue={method.defaultValue}
        errors={method.errors}
        options={methods.map(({ id, name, toAddress }) => ({
          value: String(id),
          label: name,
          ...(toAddress ? { help: t('form.delivery.to_address') } : {}),
        }))}
      />
      {methods.some(({ toAddress }) => toAddress) && (
        <fieldset className="flex flex-col gap-5">
          <legend className="mb-1.5 font-medium">{t('form.delivery.address')}</legend>
          <p className="text-muted">{t('form.delivery.address_help')}</p>
          {ADDRESS.map(([name, key, autoComplete]) => {
            const { defaultValue, errors } = field(name);
            return (
              <Field key={name} name={name} label={t(`form.delivery.${key}`)} errors={errors}>
                <TextInput defaultValue={defaultValue} autoComplete={autoComplete} />
              </Field>
            );
          })}
        </fieldset>
      )}
    </FormSection>
  );
}
