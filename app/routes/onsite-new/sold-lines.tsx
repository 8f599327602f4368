import { useTranslation } from 'react-i18next';
import { LINE_SLOTS, lineName } from '~/domain/partners/new-onsite-schema';
import type { useTypedFields } from '~/parts/typed-fields';
import { Field } from '~/ui/forms/field';
import { type Option, Select } from '~/ui/forms/select';
import { TextInput } from '~/ui/forms/text-input';

type Props = {
  rates: Option[];
  controls: Pick<ReturnType<typeof useTypedFields>, 'typed' | 'errors'>;
};

/** What was sold, with net prices; an empty line is left out. */
export function SoldLines({ rates, controls: { typed, errors } }: Props) {
  const { t } = useTranslation(['partners', 'orders']);
  return (
    <fieldset className="flex min-w-0 flex-col gap-4">
      <legend className="mb-1.5 font-medium">{t('new.lines')}</legend>
      <p className="text-muted">{t('new.lines_help')}</p>
      {LINE_SLOTS.map((slot) => {
        const figure = (name: 'quantity' | 'price', usual = '') => (
          <Field
            name={lineName(slot, name)}
            label={t(name === 'price' ? 'new.price' : 'orders:lines.quantity')}
            errors={errors(lineName(slot, name))}
          >
            <TextInput
              tabular
              inputMode="decimal"
              autoComplete="off"
              defaultValue={typed(lineName(slot, name)) || usual}
            />
          </Field>
        );
        return (
          <div key={slot} className="grid grid-cols-3 gap-3 border-t border-line pt-4">
            <div className="col-span-full">
              <Field
                name={lineName(slot, 'description')}
                label={t('new.line', { number: slot + 1 })}
                errors={errors(lineName(slot, 'description'))}
              >
                <TextInput autoComplete="off" defaultValue={typed(lineName(slot, 'description'))} />
              </Field>
            </div>
            {figure('quantity', '1')}
            {figure('price')}
            <Field
              name={lineName(slot, 'vat')}
              label={t('orders:lines.vat')}
              errors={errors(lineName(slot, 'vat'))}
            >
              <Select options={rates} defaultValue={typed(lineName(slot, 'vat'))} />
            </Field>
          </div>
        );
      })}
    </fieldset>
  );
}
