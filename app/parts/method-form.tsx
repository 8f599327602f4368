import type { SubmissionResult } from '@conform-to/react';
import { useTranslation } from 'react-i18next';
import { RefusalNotice } from '~/parts/refusal-notice';
import { onOrEmpty, SetupForm, useSetupForm } from '~/parts/setup-form';
import { FormSection } from '~/ui/forms/form-section';
import { PageHeader } from '~/ui/frame/page-header';

type Fields = Record<'code' | 'nameEn' | 'nameDe' | 'position' | 'active', string>;
type ShippingFields = Fields & { carrier: string };
type DeliveryFields = Fields & { toAddress: string };

const NEW: Fields = { code: '', nameEn: '', nameDe: '', position: '0', active: 'on' };

/** The form of a new one: a check box is `on` or empty. */
export const NEW_SHIPPING: ShippingFields = { ...NEW, carrier: 'own' };
export const NEW_DELIVERY: DeliveryFields = { ...NEW, toAddress: 'on' };

type Stored = { code: string; nameEn: string; nameDe: string; position: number; active: boolean };

/** What ways of sending share, in the words of the form. */
export function methodFields({ code, nameEn, nameDe, position, active }: Stored): Fields {
  return { code, nameEn, nameDe, position: String(position), active: onOrEmpty(active) };
}

type Props = {
  /** What it is called; null for a new one. */
  name: string | null;
  /** What its action answered. */
  answer: { result: SubmissionResult<string[]> } | object | undefined;
} & (
  | { kind: 'shipping'; fields: ShippingFields; carriers: { id: string; name: string | null }[] }
  | { kind: 'delivery'; fields: DeliveryFields }
);

/** The page of a way in which devices come or go back. */
export function MethodPage(props: Props) {
  const { kind, name, answer } = props;
  const { t } = useTranslation('team');
  return (
    <>
      <PageHeader
        title={name ?? t(`${kind}.add`)}
        back={{ to: `/admin/${kind}-methods`, label: t(`${kind}.title`) }}
      />
      <RefusalNotice answer={answer} />
      <MethodForm {...props} result={answer && 'result' in answer ? answer.result : null} />
    </>
  );
}

function MethodForm(props: Props & { result: SubmissionResult<string[]> | null }) {
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
