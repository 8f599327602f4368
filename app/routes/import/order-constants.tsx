import { useTranslation } from 'react-i18next';
import { constantField } from '~/domain/orders/import/mapping-form';
import type { ImportMapping } from '~/domain/orders/import/rules';
import type { OrderFormSetup } from '~/domain/orders/schema';
import { AccountField } from '~/parts/account-field';
import { QuestionField } from '~/parts/question-field';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { Checkbox } from '~/ui/forms/checkbox';
import { Field } from '~/ui/forms/field';
import { FormSection } from '~/ui/forms/form-section';
import { RadioGroup } from '~/ui/forms/radio-group';
import { Select } from '~/ui/forms/select';
import { TextArea } from '~/ui/forms/text-area';
import { TextInput } from '~/ui/forms/text-input';

type Props = {
  setup: OrderFormSetup;
  mapping: ImportMapping;
  gaps: Record<string, string>;
  /** The account orders for others, so that its rows name a customer. */
  namesCustomers: boolean;
};

/** What holds for rows that do not say it themselves. */
export function OrderConstants({ setup, mapping, gaps, namesCustomers }: Props) {
  const { t } = useTranslation('imports');
  const { say } = useErrorText();
  const field = (name: string) => ({
    name: constantField(name),
    defaultValue: mapping.constants[name] ?? '',
    errors: gaps[name] ? [say(gaps[name])] : [],
  });
  const choices = (list: { id: number; name: string }[]) =>
    list.map(({ id, name }) => ({ value: String(id), label: name }));
  const select = (
    name: string,
    label: string,
    options: ReturnType<typeof choices>,
    placeholder = t('mapping.choose'),
  ) => {
    const { defaultValue, ...wiring } = field(name);
    return (
      <Field {...wiring} label={label}>
        <Select placeholder={placeholder} options={options} defaultValue={defaultValue} />
      </Field>
    );
  };
  const { defaultValue: device, ...deviceWiring } = field('deviceName');
  const { defaultValue: problem, ...problemWiring } = field('problem');
  return (
    <FormSection title={t('mapping.constants')} text={t('mapping.constants_text')}>
      {namesCustomers && (
        <AccountField
          {...field('customer')}
          label={t('mapping.customer')}
          help={t('mapping.customer_help')}
        />
      )}
      {select('location', t('mapping.location'), choices(setup.locations))}
      {setup.shippingMethods.length > 0 &&
        select('shippingMethod', t('mapping.shipping'), choices(setup.shippingMethods), t('mapping.none'))}
      {setup.deliveryMethods.length > 0 && (
        <>
          {select('deliveryMethodId', t('mapping.delivery'), choices(setup.deliveryMethods))}
          <RadioGroup
            name={constantField('deliverTo')}
            label={t('mapping.deliver_to')}
            defaultValue={mapping.constants.deliverTo ?? 'customer'}
            options={(['customer', 'account'] as const).map((value) => ({
              value,
              label: t(`mapping.deliver_${value}`),
            }))}
          />
        </>
      )}
      <Field {...deviceWiring} label={t('mapping.device')} help={t('mapping.device_help')}>
        <TextInput defaultValue={device} />
      </Field>
      <Field {...problemWiring} label={t('mapping.problem')}>
        <TextArea rows={2} defaultValue={problem} />
      </Field>
      {setup.questions.map((question) => (
        <QuestionField key={question.id} question={{ ...question, required: false }} field={field} />
      ))}
      <Checkbox
        name="noIdentifier"
        label={t('mapping.no_identifier')}
        help={t('mapping.no_identifier_help')}
        defaultChecked={mapping.noIdentifier}
      />
    </FormSection>
  );
}
