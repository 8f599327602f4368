import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfferedItem } from '~/domain/orders/lines-from-catalogue.server';
import { AccountField } from '~/parts/account-field';
import { type FormResult, useTypedFields } from '~/parts/typed-fields';
import { useVatRates } from '~/parts/use-vat-rates';
import { ButtonLink } from '~/ui/button';
import { Checkbox } from '~/ui/forms/checkbox';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { Field } from '~/ui/forms/field';
import { FormActions } from '~/ui/forms/form-actions';
import { FormSection } from '~/ui/forms/form-section';
import { Select } from '~/ui/forms/select';
import { TextArea } from '~/ui/forms/text-area';
import { TextInput } from '~/ui/forms/text-input';
import { SubmitButton } from '~/ui/submit-button';
import type { Offered } from './load-offered.server';
import { SoldLines } from './sold-lines';

type Name =
  | 'serviceTypeId'
  | 'locationId'
  | 'problem'
  | 'contactName'
  | 'phone'
  | 'email'
  | 'street'
  | 'postalCode'
  | 'city'
  | 'country'
  | 'goods'
  | 'partnerId'
  | 'fee'
  | 'feeVat'
  | 'customerReferences'
  | 'internalReferences';

type Props = Offered & {
  items: OfferedItem[];
  fields: Record<string, string>;
  result: FormResult | null;
};

/** Whose order, where, which goods, what was sold, and who carries it out. */
export function OnsiteForm({ locations, serviceTypes, partners, items, fields, result }: Props) {
  const { t } = useTranslation(['partners', 'common']);
  const controls = useTypedFields(result, fields);
  const { typed, errors, wrong } = controls;
  const rates = useVatRates();
  const field = (name: Name, control: ReactNode, help?: string, required = true) => (
    <Field
      name={name}
      label={t(`new.fields.${name}`)}
      help={help}
      required={required}
      {...(required ? {} : { optionalLabel: t('common:optional') })}
      errors={errors(name)}
    >
      {control}
    </Field>
  );
  const text = (name: Name, required = false, help?: string) =>
    field(name, <TextInput defaultValue={typed(name)} autoComplete="off" />, help, required);
  return (
    <Form method="post" noValidate>
      {/* Enter in a field saves: the first button of a form is the one that it presses. */}
      <button type="submit" className="sr-only" tabIndex={-1} aria-hidden="true" />
      <input type="hidden" name="submissionKey" value={typed('submissionKey') || fields.submissionKey} />
      <ErrorSummary title={t('common:form.errors')} errors={wrong} />
      <FormSection title={t('new.sections.order')}>
        <AccountField
          name="customer"
          label={t('new.fields.customer')}
          help={t('new.customer_help')}
          required
          defaultValue={typed('customer')}
          errors={errors('customer')}
        />
        {field('serviceTypeId', <Select options={serviceTypes} defaultValue={typed('serviceTypeId')} />)}
        {field(
          'locationId',
          <Select options={locations} defaultValue={typed('locationId')} />,
          t('new.location_help'),
        )}
        {field('problem', <TextArea rows={3} defaultValue={typed('problem')} />, t('new.problem_help'))}
      </FormSection>
      <FormSection title={t('new.sections.site')} text={t('new.site_text')}>
        {text('contactName')}
        {text('phone')}
        {text('email')}
        {text('street')}
        <div className="grid gap-4 sm:grid-cols-[120px_1fr]">
          {text('postalCode')}
          {text('city')}
        </div>
        {text('country')}
      </FormSection>
      <FormSection title={t('new.sections.goods')}>
        {field('goods', <TextArea rows={3} defaultValue={typed('goods')} />, t('new.goods_help'))}
        <SoldLines rates={rates} items={items} controls={controls} added={Boolean(result && !result.error)} />
      </FormSection>
      <FormSection title={t('new.sections.partner')}>
        {field(
          'partnerId',
          <Select options={partners} placeholder={t('new.no_partner')} defaultValue={typed('partnerId')} />,
          t('new.partner_help'),
          false,
        )}
        <div className="grid grid-cols-2 gap-4">
          {field(
            'fee',
            <TextInput defaultValue={typed('fee')} inputMode="decimal" tabular />,
            t('new.fee_help'),
          )}
          {field('feeVat', <Select options={rates} defaultValue={typed('feeVat')} />)}
        </div>
        <Checkbox
          name="prepaid"
          label={t('new.fields.prepaid')}
          help={t('new.prepaid_help')}
          defaultChecked={typed('prepaid') !== ''}
        />
        {text('customerReferences', false, t('new.references_help'))}
        {text('internalReferences')}
      </FormSection>
      <FormActions>
        <SubmitButton>{t('new.save')}</SubmitButton>
        <ButtonLink to="/orders">{t('common:cancel')}</ButtonLink>
      </FormActions>
    </Form>
  );
}
