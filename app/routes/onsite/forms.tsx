import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RESOLUTIONS } from '~/domain/partners/rules';
import { type FormResult, useTypedFields } from '~/parts/typed-fields';
import { useVatRates } from '~/parts/use-vat-rates';
import { currencyExponent, decimal } from '~/platform/money';
import { DateInput } from '~/ui/forms/date-input';
import { Field } from '~/ui/forms/field';
import { RadioGroup } from '~/ui/forms/radio-group';
import { Select } from '~/ui/forms/select';
import { TextArea } from '~/ui/forms/text-area';
import { TextInput } from '~/ui/forms/text-input';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';

type Common = { kept: Record<string, string>; result: FormResult | null };

function Command({
  intent,
  title,
  text,
  save,
  children,
}: Record<'intent' | 'title' | 'text' | 'save', string> & { children: ReactNode }) {
  return (
    <Panel title={title} id={intent}>
      <Form method="post" noValidate className="flex flex-col gap-4">
        <input type="hidden" name="intent" value={intent} />
        <p className="text-muted">{text}</p>
        {children}
        <div>
          <SubmitButton variant={intent === 'cancel' ? 'danger' : 'primary'}>{save}</SubmitButton>
        </div>
      </Form>
    </Panel>
  );
}

type Partners = Common & {
  partners: { id: number; name: string; city: string }[];
  current: number | null;
  fee: { minor: number; vatBasisPoints: number; currency: string } | null;
};

/** Who carries the order out, and for how much. An order that came from an offer has no fee yet. */
export function PartnerForm({ kept, result, partners, current, fee }: Partners) {
  const { t } = useTranslation('partners');
  const { typed, errors } = useTypedFields(result, {
    partnerId: String(current ?? ''),
    ...(fee && {
      fee: fee.minor === 0 ? '' : decimal(fee.minor, currencyExponent(fee.currency)),
      feeVat: String(fee.vatBasisPoints),
    }),
    ...kept,
  });
  const rates = useVatRates();
  return (
    <Command
      intent="partner"
      title={t('operator.partner.title')}
      text={t(current === null ? 'operator.partner.text' : 'operator.partner.text_change')}
      save={t('operator.partner.save')}
    >
      <Field name="partnerId" label={t('operator.partner.label')} required errors={errors('partnerId')}>
        <Select
          defaultValue={typed('partnerId')}
          placeholder={t('operator.partner.choose')}
          options={partners.map(({ id, name, city }) => ({ value: String(id), label: `${name}, ${city}` }))}
        />
      </Field>
      <Field
        name="fee"
        label={t('operator.partner.fee', { currency: fee?.currency ?? '' })}
        required
        errors={errors('fee')}
      >
        <TextInput defaultValue={typed('fee')} inputMode="decimal" tabular />
      </Field>
      <Field name="feeVat" label={t('new.fields.feeVat')} required errors={errors('feeVat')}>
        <Select options={rates} defaultValue={typed('feeVat')} />
      </Field>
    </Command>
  );
}

/** That a prepaid order is paid. */
export function PaymentForm({ kept, result }: Common) {
  const { t } = useTranslation(['partners', 'common']);
  const { typed, errors } = useTypedFields(result, kept);
  return (
    <Command
      intent="payment"
      title={t('operator.payment.title')}
      text={t('operator.payment.text')}
      save={t('operator.payment.save')}
    >
      <Field
        name="reference"
        label={t('operator.payment.reference')}
        optionalLabel={t('common:optional')}
        errors={errors('reference')}
      >
        <TextInput defaultValue={typed('reference')} autoComplete="off" />
      </Field>
    </Command>
  );
}

/** That the goods are on their way. */
export function DispatchForm({ kept, result }: Common) {
  const { t } = useTranslation(['partners', 'common']);
  const { typed, errors } = useTypedFields(result, kept);
  return (
    <Command
      intent="dispatch"
      title={t('operator.dispatch.title')}
      text={t('operator.dispatch.text')}
      save={t('operator.dispatch.save')}
    >
      <Field
        name="arrivesOn"
        label={t('operator.dispatch.arrives')}
        help={t('operator.dispatch.arrives_help')}
        required
        errors={errors('arrivesOn')}
      >
        <DateInput defaultValue={typed('arrivesOn')} />
      </Field>
      <Field
        name="tracking"
        label={t('operator.dispatch.tracking')}
        optionalLabel={t('common:optional')}
        errors={errors('tracking')}
      >
        <TextInput tabular defaultValue={typed('tracking')} autoComplete="off" />
      </Field>
    </Command>
  );
}

/** What becomes of an order whose visit came to nothing. */
export function ReviewForm({ kept, result, reason }: Common & { reason: string }) {
  const { t } = useTranslation('partners');
  const { typed, errors } = useTypedFields(result, kept);
  return (
    <Command
      intent="review"
      title={t('operator.review.title')}
      text={reason ? t('operator.review.text_reason', { reason }) : t('operator.review.text')}
      save={t('operator.review.save')}
    >
      <RadioGroup
        name="resolution"
        label={t('operator.review.resolution')}
        required
        defaultValue={typed('resolution')}
        errors={errors('resolution')}
        options={RESOLUTIONS.map((value) => ({
          value,
          label: t(`operator.review.resolutions.${value}.label`),
          help: t(`operator.review.resolutions.${value}.help`),
        }))}
      />
      <ReasonField
        typed={typed('reason')}
        errors={errors('reason')}
        help={t('operator.review.reason_help')}
      />
    </Command>
  );
}

/** That nothing comes of the order any more. */
export function CancelForm({ kept, result }: Common) {
  const { t } = useTranslation('partners');
  const { typed, errors } = useTypedFields(result, kept);
  return (
    <details open={result !== null}>
      <summary className="disclosure">{t('operator.cancel.open')}</summary>
      <div className="mt-3">
        <Command
          intent="cancel"
          title={t('operator.cancel.title')}
          text={t('operator.cancel.text')}
          save={t('operator.cancel.save')}
        >
          <ReasonField typed={typed('reason')} errors={errors('reason')} required />
        </Command>
      </div>
    </details>
  );
}

type Reason = { typed: string; errors: string[]; help?: string; required?: boolean };

function ReasonField({ typed, errors, help, required = false }: Reason) {
  const { t } = useTranslation('orders');
  return (
    <Field
      name="reason"
      label={t('next.reason')}
      help={help ?? t('next.reason_help')}
      required={required}
      errors={errors}
    >
      <TextArea rows={2} defaultValue={typed} />
    </Field>
  );
}
