import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { MAX_PARCELS } from '~/domain/shipments/rules';
import { useLocalName } from '~/parts/local-name';
import { RefusedOrders } from '~/parts/refused-orders';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { Checkbox } from '~/ui/forms/checkbox';
import { DateInput } from '~/ui/forms/date-input';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { Field } from '~/ui/forms/field';
import { FormActions } from '~/ui/forms/form-actions';
import { FormSection } from '~/ui/forms/form-section';
import { Select } from '~/ui/forms/select';
import { TextArea } from '~/ui/forms/text-area';
import { TextInput } from '~/ui/forms/text-input';
import { SubmitButton } from '~/ui/submit-button';
import type { ChosenGroup, NotTaken } from './create-return.server';

type Props = { chosen: ChosenGroup; notTaken: NotTaken | null };

/** Which devices of a group go back together, and how. */
export function ReturnForm({ chosen, notTaken }: Props) {
  const { t } = useTranslation(['shipments', 'common']);
  const { say } = useErrorText();
  const { group } = chosen;
  const hidden = {
    submissionKey: chosen.submissionKey,
    accountId: group.accountId,
    locationId: group.locationId,
    way: group.way ?? '',
  };
  const errors = Object.entries(notTaken?.errors ?? {});
  const refused = notTaken?.refused ?? [];
  return (
    <Form method="post" className="flex max-w-160 flex-col gap-6">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ErrorSummary
        title={t('common:form.errors')}
        errors={errors.flatMap(([id, keys]) => keys.map((key) => ({ id, message: say(key) })))}
      />
      <RefusedOrders
        refused={refused}
        title={t('refused.title', { count: refused.length })}
        text={t('refused.text')}
      />
      <Devices chosen={chosen} notTaken={notTaken} />
      <Travel chosen={chosen} notTaken={notTaken} />
      <FormActions>
        <SubmitButton>{t('return.create')}</SubmitButton>
      </FormActions>
    </Form>
  );
}

function Devices({ chosen: { group, orders }, notTaken }: Props) {
  const { t } = useTranslation('shipments');
  const { all } = useErrorText();
  const gone = new Set(notTaken?.refused.map(({ number }) => number));
  const ticked = new Set(notTaken ? notTaken.chosen : orders.map(({ number }) => number));
  return (
    <FormSection title={t('return.devices')}>
      {orders.length < group.count && (
        <Checkbox
          name="all"
          label={t('return.all', { count: group.count })}
          help={t('return.all_help', { shown: orders.length })}
        />
      )}
      <div id="order" tabIndex={-1} className="flex max-h-100 flex-col gap-1 overflow-y-auto">
        {all(notTaken?.errors.order)?.map((error) => (
          <p key={error} role="alert" className="text-danger-text">
            {error}
          </p>
        ))}
        {orders.map(({ number, deviceName, identifier, customerName }) => (
          <Checkbox
            key={number}
            name="order"
            id={`order-${number}`}
            value={number}
            defaultChecked={ticked.has(number) && !gone.has(number)}
            label={
              <>
                <span className="tabular font-medium">{number}</span> {deviceName}
                <span className="block text-xs text-muted">
                  {[identifier, customerName].filter(Boolean).join(' · ')}
                </span>
              </>
            }
          />
        ))}
      </div>
    </FormSection>
  );
}

/** Parcels, weights, pick-up day, shipping method and note. */
function Travel({ chosen, notTaken }: Props) {
  const { t } = useTranslation(['shipments', 'common']);
  const { all } = useErrorText();
  const localName = useLocalName();
  const typed = notTaken?.fields ?? {};
  const optionalLabel = t('common:optional');
  const field = (name: string) => ({ name, errors: all(notTaken?.errors[name]) ?? [] });
  const methods = chosen.methods.map((method) => ({ value: String(method.id), label: localName(method) }));
  return (
    <FormSection title={t('return.travel')}>
      <Field {...field('parcels')} label={t('form.parcels')} required>
        <TextInput type="number" min={1} max={MAX_PARCELS} defaultValue={typed.parcels ?? '1'} />
      </Field>
      <Field
        {...field('weights')}
        label={t('form.weights')}
        help={t('form.weights_help')}
        optionalLabel={optionalLabel}
      >
        <TextInput inputMode="decimal" autoComplete="off" defaultValue={typed.weights} />
      </Field>
      <Field {...field('pickUpOn')} label={t('form.pick_up')} optionalLabel={optionalLabel}>
        <DateInput min={chosen.today} defaultValue={typed.pickUpOn} />
      </Field>
      <Field {...field('methodId')} label={t('form.method')} optionalLabel={optionalLabel}>
        <Select options={methods} placeholder={t('form.method_none')} defaultValue={typed.methodId ?? ''} />
      </Field>
      <Field
        {...field('note')}
        label={t('form.note')}
        help={t('form.note_help')}
        optionalLabel={optionalLabel}
      >
        <TextArea rows={2} maxLength={2000} defaultValue={typed.note} />
      </Field>
    </FormSection>
  );
}
