import { useTranslation } from 'react-i18next';
import { gateField } from '~/domain/orders/intake-rules';
import type { OrderGate } from '~/domain/orders/schema';
import { Checkbox } from '~/ui/forms/checkbox';
import { FormSection } from '~/ui/forms/form-section';
import type { FieldState } from './order-form';

/** What the sender confirms before the device is sent; none of it is required. */
export function SenderGates({ gates, field }: { gates: OrderGate[]; field: FieldState }) {
  const { t } = useTranslation('intake');
  return (
    <FormSection title={t('sender.title')} text={t('sender.text')}>
      {gates.map(({ id, label, help }) => (
        <Checkbox
          key={id}
          name={gateField(id)}
          label={label}
          help={help || undefined}
          defaultChecked={field(gateField(id)).defaultValue !== ''}
        />
      ))}
    </FormSection>
  );
}
