import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { type OrderFormSetup, orderFormSchema } from '~/domain/orders/schema';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { Button } from '~/ui/button';
import { Checkbox } from '~/ui/forms/checkbox';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { Field } from '~/ui/forms/field';
import { FormActions } from '~/ui/forms/form-actions';
import { FormSection } from '~/ui/forms/form-section';
import { RadioCards } from '~/ui/forms/radio-group';
import { Select } from '~/ui/forms/select';
import { TextArea } from '~/ui/forms/text-area';
import { TextInput } from '~/ui/forms/text-input';
import { SubmitButton } from '~/ui/submit-button';
import { CustomerField } from './customer-field';
import { DeliveryFields } from './delivery-fields';
import { DeviceField } from './device-field';
import { PasscodeField } from './passcode-field';
import { QuestionField } from './question-field';
import { SenderGates } from './sender-gates';

type Props = {
  setup: OrderFormSetup;
  submissionKey: string;
  /** What was typed before: a draft, or a form whose session had ended. */
  fields: Record<string, string>;
  result: SubmissionResult<string[]> | undefined;
  /** A reseller's order is approved by itself. */
  approvesItself: boolean;
  /** The draft keeps a passcode, which is not shown. */
  passcodeKept?: boolean;
};

/** What the parts of the form need to show one field: its name, what was typed, and its errors as sentences. */
export type FieldState = (name: string) => {
  name: string;
  defaultValue: string;
  errors: string[] | undefined;
};

/** A draft may be as unfinished as it is. */
const anythingTyped = z.looseObject({});

/** The order form: device, problem, the operator's questions, delivery. Works without scripts; checks while typing with them. */
export function OrderForm({
  setup,
  submissionKey,
  fields,
  result,
  approvesItself,
  passcodeKept = false,
}: Props) {
  const { t } = useTranslation(['orders', 'common']);
  const errorText = useErrorText();
  const [form, state] = useForm({
    id: 'order',
    lastResult: result ?? null,
    defaultValue: fields,
    onValidate: ({ formData }) =>
      parseWithZod(formData, {
        schema: formData.get('intent') === 'draft' ? anythingTyped : orderFormSchema(setup),
      }),
    shouldValidate: 'onBlur',
    shouldRevalidate: 'onInput',
  });
  const metadata = state as unknown as Record<string, { errors?: string[]; initialValue?: unknown }>;
  const field: FieldState = (name) => ({
    name,
    defaultValue: String(result?.initialValue?.[name] ?? fields[name] ?? ''),
    errors: errorText.all(metadata[name]?.errors),
  });
  const optionalLabel = t('common:optional');
  const line = (name: string, label: string, options: { required?: boolean; help?: string } = {}) => {
    const { defaultValue, errors } = field(name);
    return (
      <Field name={name} label={label} errors={errors} optionalLabel={optionalLabel} {...options}>
        <TextInput defaultValue={defaultValue} autoComplete="off" />
      </Field>
    );
  };
  const problem = field('problem');
  const location = field('locationId');
  const shipping = field('shippingMethodId');
  const onlyLocation = setup.locations.length === 1 ? String(setup.locations[0]?.id) : '';
  const wrong = errorText.summary(result?.error);

  return (
    <Form method="post" {...getFormProps(form)} noValidate>
      <ErrorSummary title={t('common:form.errors')} errors={wrong} />
      <input type="hidden" name="submissionKey" value={submissionKey} />
      {/* Enter in a field does what the form is for, and not what its first button does. */}
      <button
        type="submit"
        name="intent"
        value="summary"
        tabIndex={-1}
        aria-hidden="true"
        className="sr-only"
      />
      {setup.choosesCustomer && (
        <FormSection title={t('form.customer.title')}>
          <CustomerField {...field('customer')} />
        </FormSection>
      )}
      <FormSection title={t('form.device.title')} text={t('form.device.text')}>
        <DeviceField
          field={field}
          submissionKey={submissionKey}
          refused={result?.error?.secondOrder !== undefined}
        />
        <Checkbox
          name="noIdentifier"
          label={t('form.identifier.none')}
          defaultChecked={field('noIdentifier').defaultValue !== ''}
        />
        {line('deviceName', t('form.device_name.label'), {
          required: true,
          help: t('form.device_name.help'),
        })}
        <PasscodeField {...field('passcode')} kept={passcodeKept} />
      </FormSection>
      <FormSection title={t('form.problem.title')}>
        <Field
          name="problem"
          required
          label={t('form.problem.label')}
          help={t('form.problem.help')}
          errors={problem.errors}
        >
          <TextArea defaultValue={problem.defaultValue} rows={5} />
        </Field>
        {setup.questions.map((question) => (
          <QuestionField key={question.id} question={question} field={field} />
        ))}
      </FormSection>
      <FormSection title={t('form.references.title')} text={t('form.references.text')}>
        {line('customerReferences', t('form.customer_references'))}
        {line('internalReferences', t('form.internal_references'))}
      </FormSection>
      <FormSection title={t('form.location.title')}>
        <RadioCards
          name="locationId"
          required
          label={t('form.location.label')}
          defaultValue={location.defaultValue || onlyLocation}
          errors={location.errors}
          options={setup.locations.map(({ id, name, address }) => ({
            value: String(id),
            label: name,
            help: address,
          }))}
        />
      </FormSection>
      {setup.shippingMethods.length > 0 && (
        <FormSection title={t('form.shipping.title')}>
          <Field
            name="shippingMethodId"
            label={t('form.shipping.label')}
            help={t('form.shipping.help')}
            optionalLabel={optionalLabel}
            errors={shipping.errors}
          >
            <Select
              defaultValue={shipping.defaultValue}
              placeholder={t('form.shipping.later')}
              options={setup.shippingMethods.map(({ id, name }) => ({ value: String(id), label: name }))}
            />
          </Field>
        </FormSection>
      )}
      {setup.deliveryMethods.length > 0 && <DeliveryFields methods={setup.deliveryMethods} field={field} />}
      {setup.gates.length > 0 && <SenderGates gates={setup.gates} field={field} />}
      <FormActions>
        {approvesItself && (
          <SubmitButton name="intent" value="create">
            {t('form.create')}
          </SubmitButton>
        )}
        <SubmitButton name="intent" value="summary" variant={approvesItself ? 'secondary' : 'primary'}>
          {t('form.summary')}
        </SubmitButton>
        <Button type="submit" name="intent" value="draft" variant="quiet" formNoValidate>
          {t('form.draft')}
        </Button>
      </FormActions>
    </Form>
  );
}
