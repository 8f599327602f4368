import { useTranslation } from 'react-i18next';
import { MAX_PARCELS } from '~/domain/shipments/rules';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { Field } from '~/ui/forms/field';
import { TextInput } from '~/ui/forms/text-input';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';
import type { ShipmentPage } from './load-shipment.server';
import { type Answer, kilograms } from './typed';

/** How many parcels there are, and what each weighs. */
export function EditParcels({ page, answer }: { page: ShipmentPage; answer: Answer }) {
  const { t } = useTranslation(['shipments', 'common']);
  const { all } = useErrorText();
  const { parcels } = page.shipment;
  return (
    <Panel title={t('draft.parcels')}>
      <div className="flex flex-col gap-4">
        <Field
          name="parcels"
          label={t('form.parcels')}
          required
          errors={all(answer.errors.parcels)}
          help={t('draft.parcels_help')}
        >
          <TextInput
            key={parcels.length}
            type="number"
            min={1}
            max={MAX_PARCELS}
            inputMode="numeric"
            className="max-w-28"
            defaultValue={answer.fields.parcels ?? String(parcels.length)}
          />
        </Field>
        <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {parcels.map(({ id, position, weightGrams, devices }) => {
            const name = `weight-${position}`;
            return (
              <li key={id}>
                <Field
                  name={name}
                  label={t('draft.weight_of', { position })}
                  optionalLabel={t('common:optional')}
                  errors={all(answer.errors[name])}
                  help={devices > 0 ? t('list.devices', { count: devices }) : t('draft.empty_parcel')}
                >
                  <TextInput
                    key={weightGrams}
                    inputMode="decimal"
                    autoComplete="off"
                    maxLength={12}
                    defaultValue={answer.fields[name] ?? kilograms(weightGrams)}
                    end={<span className="pr-2">{t('form.kg')}</span>}
                  />
                </Field>
              </li>
            );
          })}
        </ul>
        {page.may.adjust && parcels.length > 1 && (
          <div className="flex flex-wrap gap-2">
            <SubmitButton name="intent" value="spread" variant="secondary" size="small">
              {t('draft.spread')}
            </SubmitButton>
            <SubmitButton name="intent" value="gather" variant="secondary" size="small">
              {t('draft.gather')}
            </SubmitButton>
          </div>
        )}
      </div>
    </Panel>
  );
}
