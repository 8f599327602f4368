import { useTranslation } from 'react-i18next';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { Field } from '~/ui/forms/field';
import { TextArea } from '~/ui/forms/text-area';
import { SubmitButton } from '~/ui/submit-button';
import type { ShipmentPage } from './load-shipment.server';
import type { Answer } from './typed';

/** More orders for a draft: typed or scanned numbers, or ticked among those that wait for the same place. */
export function AddOrders({ page, answer }: { page: ShipmentPage; answer: Answer }) {
  const { t } = useTranslation('shipments');
  const { all } = useErrorText();
  const { waiting } = page;
  return (
    <details
      className="rounded-md border border-line bg-surface px-4 py-3 shadow-flat"
      open={
        Boolean(answer.errors.add) || answer.refused?.while === 'adding' || page.page.count === 0 || undefined
      }
    >
      <summary className="cursor-pointer text-sm font-semibold pointer-coarse:py-2">
        {t('draft.add')} …
      </summary>
      <div className="mt-3 flex flex-col gap-4">
        <Field
          name="add"
          label={t('draft.add_numbers')}
          help={t('draft.add_numbers_help')}
          errors={all(answer.errors.add)}
        >
          <TextArea rows={2} className="tabular" defaultValue={answer.fields.add ?? ''} />
        </Field>
        {waiting.length > 0 ? (
          <fieldset className="min-w-0">
            <legend className="mb-2 font-medium">{t('draft.add_waiting')}</legend>
            <ul className="max-h-72 divide-y divide-line overflow-y-auto rounded-md border border-line">
              {waiting.map(({ number, deviceName, customer }) => (
                <li key={number}>
                  <label className="flex items-start gap-2.5 px-3 py-2">
                    <input
                      type="checkbox"
                      name="addOrder"
                      value={number}
                      className="mt-0.5 size-4 flex-none"
                    />
                    <span className="min-w-0">
                      <span className="tabular">{number}</span>{' '}
                      <span className="text-muted wrap-anywhere">
                        {deviceName} · {customer.name}
                      </span>
                    </span>
                  </label>
                </li>
              ))}
            </ul>
          </fieldset>
        ) : (
          <p className="text-muted">{t('draft.add_none')}</p>
        )}
        <div>
          <SubmitButton name="intent" value="add" variant="secondary">
            {t('draft.add_submit')}
          </SubmitButton>
        </div>
      </div>
    </details>
  );
}
