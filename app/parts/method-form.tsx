import type { SubmissionResult } from '@conform-to/react';
import { useTranslation } from 'react-i18next';
import { SetupForm, useSetupForm } from '~/parts/setup-form';
import { FormSection } from '~/ui/forms/form-section';

type Fields = Record<'code' | 'nameEn' | 'nameDe' | 'position' | 'active', string>;
/** The fields of a way in which devices come: a check box is `on` or empty. */
export type ShippingFields = Fields & { carrier: string };
/** The fields of a way in which devices go back. */
export type DeliveryFields = Fields & { toAddress: string };

const NEW: Fields = { code: '', nameEn: '', nameDe: '', position: '0', active: 'on' };

/** The form of a new one. */
export const NEW_SHIPPING: ShippingFields = { ...NEW, carrier: 'own' };
export const NEW_DELIVERY: DeliveryFields = { ...NEW, toAddress: 'on' };

const onOrEmpty = (value: boolean) => (value ? 'on' : '');

type Stored = { code: string; nameEn: string; nameDe: string; position: number; active: boolean };

/** What ways of sending share, in the words of the form. */
export function methodFields({ code, nameEn, nameDe, position, active }: Stored): Fields {
  return { code, nameEn, nameDe, position: String(position), active: onOrEmpty(active) };
}

type Props = {
  result: SubmissionResult<string[]> | null;
} & (
  | { kind: 'shipping'; fields: ShippingFields; carriers: { id: string; name: string | null }[] }
  | { kind: 'delivery'; fields: DeliveryFields }
);

/** A way in which devices come or go back. */
export function MethodForm(props: Props) {
  const { kind, fields, result } = props;
  const { t } = useTranslation('team');
  const setup = useSetupForm<Record<string, string>>('method', fields, result);
  const carriers = props.kind === 'shipping' ? props.carriers : [];
  return (
    <SetupForm form={setup.form} wrong={setup.wrong} save={t('person.save')} back={`/admin/${kind}-methods`}>
      <FormSection title={t('methods.names')}>
        {setup.line('nameEn', { label: t('methods.nameEn'), required: true })}
        {setup.line('nameDe', { label: t('methods.nameDe'), required: true })}
        {setup.line('code', { label: t('methods.code'), help: t('methods.code_help'), required: true })}
      </FormSection>
      <FormSection title={t('methods.use')}>
        {kind === 'shipping'
          ? setup.select(
              'carrier',
              { label: t('shipping.how'), help: t('shipping.how_help'), required: true },
              carriers.map(({ id, name }) => ({ value: id, label: name ?? t('shipping.own') })),
            )
          : setup.tick('toAddress', { label: t('delivery.to_address'), help: t('delivery.to_address_help') })}
        {setup.tick('active', { label: t('methods.offer'), help: t(`${kind}.offer_help`) })}
        {setup.figure('position', { label: t('methods.position'), help: t('methods.position_help') })}
      </FormSection>
    </SetupForm>
  );
}
