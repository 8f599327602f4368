import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OfferedItem } from '~/domain/orders/lines-from-catalogue.server';
import { lineName, lineSlots } from '~/domain/partners/new-onsite-schema';
import { useCatalogue } from '~/parts/line-fields';
import type { useTypedFields } from '~/parts/typed-fields';
import { Field } from '~/ui/forms/field';
import { type Option, Select } from '~/ui/forms/select';
import { TextInput } from '~/ui/forms/text-input';
import { SubmitButton } from '~/ui/submit-button';

type Props = {
  rates: Option[];
  /** Articles of the catalogue that are offered before anything is typed. */
  items: OfferedItem[];
  controls: Pick<ReturnType<typeof useTypedFields>, 'typed' | 'errors'>;
  /** A line was added just now. */
  added: boolean;
};

/** The currency whose articles are suggested; the price is that in the customer's. */
const SUGGESTED = 'CHF';

/** What was sold, with net prices; an empty line is left out. */
export function SoldLines({ rates, items, controls: { typed, errors }, added }: Props) {
  const { t } = useTranslation(['partners', 'orders']);
  const catalogue = useCatalogue(SUGGESTED, items);
  const slots = lineSlots(typed('slots'));
  return (
    <fieldset className="flex min-w-0 flex-col gap-4">
      <legend className="mb-1.5 font-medium">{t('new.lines')}</legend>
      <p className="text-muted">{t('new.lines_help')}</p>
      <input type="hidden" name="slots" value={slots.length} />
      <datalist id={catalogue.id}>
        {catalogue.items.map(({ value }) => (
          <option key={value} value={value} />
        ))}
      </datalist>
      {slots.map((slot) => {
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
            <input type="hidden" name={lineName(slot, 'kind')} value={typed(lineName(slot, 'kind'))} />
            <div className="col-span-full">
              <Field
                name={lineName(slot, 'description')}
                label={t('new.line', { number: slot + 1 })}
                errors={errors(lineName(slot, 'description'))}
              >
                <TextInput
                  autoComplete="off"
                  list={catalogue.id}
                  autoFocus={added && slot === slots.length - 1}
                  defaultValue={typed(lineName(slot, 'description'))}
                  onInput={(event) => catalogue.ask(event.currentTarget.value)}
                  onFocus={(event) => catalogue.ask(event.currentTarget.value)}
                />
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
      <div>
        <SubmitButton
          variant="secondary"
          name="intent"
          value="line"
          formNoValidate
          icon={<Plus size={16} aria-hidden />}
        >
          {t('new.add_line')}
        </SubmitButton>
      </div>
    </fieldset>
  );
}
