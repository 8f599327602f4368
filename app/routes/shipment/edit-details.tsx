import { useTranslation } from 'react-i18next';
import { useLocalName } from '~/parts/local-name';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { DateInput } from '~/ui/forms/date-input';
import { Field } from '~/ui/forms/field';
import { Select } from '~/ui/forms/select';
import { TextArea } from '~/ui/forms/text-area';
import { Panel } from '~/ui/panel';
import type { ShipmentPage } from './load-shipment.server';
import type { Answer } from './typed';

/** Pick-up day, shipping method and note. */
export function EditDetails({ page, answer }: { page: ShipmentPage; answer: Answer }) {
  const { t } = useTranslation(['shipments', 'common']);
  const { all } = useErrorText();
  const localName = useLocalName();
  const { shippingMethod, pickUpOn, note } = page.shipment;
  const stored = page.methods.some(({ id }) => id === shippingMethod?.id) ? [] : [shippingMethod];
  const methods = [...page.methods, ...stored].filter((method) => method !== null);
  const field = (name: 'pickUpOn' | 'methodId' | 'note') => ({ name, errors: all(answer.errors[name]) });
  const day = pickUpOn ? new Date(pickUpOn).toISOString().slice(0, 10) : '';
  return (
    <Panel title={t('draft.details')}>
      <div className="flex flex-col gap-4">
        <Field {...field('pickUpOn')} label={t('form.pick_up')} optionalLabel={t('common:optional')}>
          <DateInput min={page.today} defaultValue={answer.fields.pickUpOn ?? day} />
        </Field>
        <Field {...field('methodId')} label={t('form.method')}>
          <Select
            defaultValue={answer.fields.methodId ?? String(shippingMethod?.id ?? '')}
            placeholder={t('form.method_none')}
            options={methods.map((method) => ({ value: String(method.id), label: localName(method) }))}
          />
        </Field>
        <Field
          {...field('note')}
          label={t('form.note')}
          optionalLabel={t('common:optional')}
          help={t('form.note_help')}
        >
          <TextArea rows={2} maxLength={2000} defaultValue={answer.fields.note ?? note} />
        </Field>
      </div>
    </Panel>
  );
}
