import type { SubmissionResult } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BasketDetail } from '~/domain/contracts/basket-queries.server';
import { DeviceField } from '~/parts/device-field';
import { CatalogueItems, useCatalogue } from '~/parts/line-fields';
import { useTypedFields } from '~/parts/typed-fields';
import { useVatRates } from '~/parts/use-vat-rates';
import { Checkbox } from '~/ui/forms/checkbox';
import { Field } from '~/ui/forms/field';
import { Select } from '~/ui/forms/select';
import { TextArea } from '~/ui/forms/text-area';
import { TextInput } from '~/ui/forms/text-input';
import { SubmitButton } from '~/ui/submit-button';
import type { BasketForm } from './actions.server';

export type Offered = {
  items: Parameters<typeof useCatalogue>[1];
  plans: { value: string; label: string }[];
  serviceTypes: { value: string; label: string }[];
  freePrices: boolean;
};

type Props = {
  basket: BasketDetail;
  offered: Offered;
  /** What was typed before the session ended. */
  kept: Record<string, string>;
  answer: { form: BasketForm; result: SubmissionResult<string[]> } | null;
};

/** The fields of one of the forms: what was refused stays in its own form. */
function useItemForm({ answer, kept }: Props, name: BasketForm, began: Record<string, string>) {
  const mine = answer?.form === name ? answer.result : null;
  const fields = useTypedFields(mine, kept.intent === name ? { ...began, ...kept } : began);
  return { ...fields, open: mine !== null || kept.intent === name };
}

type BoxProps = {
  basket: BasketDetail;
  intent: BasketForm;
  title: string;
  open: boolean;
  children: ReactNode;
};

/** A form that puts something into the basket. */
function Box({ basket, intent, title, open, children }: BoxProps) {
  return (
    <details open={open} className="rounded-md border border-line bg-surface px-4 py-3 shadow-flat">
      <summary className="disclosure font-medium">{title}</summary>
      <Form method="post" noValidate className="mt-4 flex max-w-160 flex-col gap-4">
        <input type="hidden" name="intent" value={intent} />
        <input type="hidden" name="at" value={basket.next} />
        {children}
        <div>
          <SubmitButton variant="secondary" icon={<Plus size={16} aria-hidden />}>
            {title}
          </SubmitButton>
        </div>
      </Form>
    </details>
  );
}

/** Adds a device with its problem and service plan. */
export function AddDevice(props: Props) {
  const { t } = useTranslation(['contracts', 'common']);
  const { basket, offered } = props;
  const began = { plan: basket.planId === null ? '' : String(basket.planId) };
  const { typed, errors, open } = useItemForm(props, 'device', began);
  const empty = basket.shown.devices.length + basket.shown.lines.length === 0;
  return (
    <Box basket={basket} intent="device" title={t('basket.add_device')} open={open || empty}>
      <DeviceField
        key={basket.next}
        field={(name) => ({ name, defaultValue: typed(name), errors: errors(name) })}
        submissionKey=""
        refused={false}
        informsOnly
      />
      <Checkbox
        name="noIdentifier"
        label={t('basket.no_identifier')}
        defaultChecked={typed('noIdentifier') !== ''}
      />
      <Field name="deviceName" required label={t('basket.device_name')} errors={errors('deviceName')}>
        <TextInput key={basket.next} defaultValue={typed('deviceName')} autoComplete="off" />
      </Field>
      <Field
        name="problem"
        label={t('basket.problem')}
        optionalLabel={t('common:optional')}
        help={t('basket.problem_help')}
        errors={errors('problem')}
      >
        <TextArea key={basket.next} rows={2} defaultValue={typed('problem')} />
      </Field>
      {offered.plans.length > 0 && basket.shown.purpose !== 'extension' && (
        <Field name="plan" id="device-plan" label={t('basket.plan')} errors={errors('plan')}>
          <Select placeholder={t('basket.no_plan')} defaultValue={typed('plan')} options={offered.plans} />
        </Field>
      )}
    </Box>
  );
}

/** Adds a service of the catalogue; who may names its price. */
export function AddService(props: Props) {
  const { t } = useTranslation('contracts');
  const rates = useVatRates();
  const { basket, offered } = props;
  const { currency, devices } = basket.shown;
  const catalogue = useCatalogue(currency, offered.items);
  const { typed, errors, open } = useItemForm(props, 'service', { quantity: '1', vat: '810' });
  return (
    <Box basket={basket} intent="service" title={t('basket.add_service')} open={open}>
      <input type="hidden" name="kind" value="service" />
      <CatalogueItems catalogue={catalogue} />
      <Field
        name="description"
        required
        label={t('basket.service')}
        help={t('basket.service_help')}
        errors={errors('description')}
      >
        <TextInput
          key={basket.next}
          defaultValue={typed('description')}
          list={catalogue.id}
          autoComplete="off"
          onInput={(event) => catalogue.ask(event.currentTarget.value)}
          onFocus={(event) => catalogue.ask(event.currentTarget.value)}
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field name="quantity" required label={t('basket.quantity')} errors={errors('quantity')}>
          <TextInput tabular inputMode="decimal" defaultValue={typed('quantity')} />
        </Field>
        {offered.freePrices ? (
          <>
            <Field name="price" label={t('basket.price', { currency })} errors={errors('price')}>
              <TextInput tabular inputMode="decimal" defaultValue={typed('price')} autoComplete="off" />
            </Field>
            <Field name="vat" required label={t('basket.vat')} errors={errors('vat')}>
              <Select defaultValue={typed('vat')} options={rates} />
            </Field>
          </>
        ) : (
          <input type="hidden" name="vat" value={typed('vat')} />
        )}
      </div>
      <Field name="forItem" id="service-for" label={t('basket.for_item')} errors={errors('forItem')}>
        <Select
          placeholder={t('basket.for_all')}
          defaultValue={typed('forItem')}
          options={devices.map(({ item, name }) => ({ value: String(item), label: name }))}
        />
      </Field>
      {offered.serviceTypes.length > 0 && (
        <Field name="serviceType" label={t('basket.service_type')} errors={errors('serviceType')}>
          <Select
            placeholder={t('basket.not_onsite')}
            defaultValue={typed('serviceType')}
            options={offered.serviceTypes}
          />
        </Field>
      )}
    </Box>
  );
}

/** Adds a service plan for a device of the basket that has none yet. */
export function AddPlan(props: Props) {
  const { t } = useTranslation('contracts');
  const { basket, offered } = props;
  const { devices, lines, purpose } = basket.shown;
  const { typed, errors, open } = useItemForm(props, 'plan', {});
  const free = devices.filter(({ item }) => !lines.some(({ plan, forItem }) => plan && forItem === item));
  if (free.length === 0 || offered.plans.length === 0 || purpose === 'extension') return null;
  return (
    <Box basket={basket} intent="plan" title={t('basket.add_plan')} open={open}>
      <Field name="plan" id="plan-plan" required label={t('basket.plan')} errors={errors('plan')}>
        <Select placeholder={t('basket.choose')} defaultValue={typed('plan')} options={offered.plans} />
      </Field>
      <Field name="forItem" id="plan-for" required label={t('basket.for_item')} errors={errors('forItem')}>
        <Select
          placeholder={t('basket.choose')}
          defaultValue={typed('forItem')}
          options={free.map(({ item, name }) => ({ value: String(item), label: name }))}
        />
      </Field>
    </Box>
  );
}
