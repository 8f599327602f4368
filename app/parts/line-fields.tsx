import { type FormEvent, type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfferedItem } from '~/domain/orders/lines-from-catalogue.server';
import { Checkbox } from '~/ui/forms/checkbox';
import { Field } from '~/ui/forms/field';
import { Select } from '~/ui/forms/select';
import { TextInput } from '~/ui/forms/text-input';
import { useAsked } from './use-asked';
import { useVatRates } from './use-vat-rates';

type LineField = 'description' | 'kind' | 'quantity' | 'price' | 'vat' | 'warranty';

/** What a field is called in its form, what stands in it and what is wrong with it. */
export type LineControl = { name: string; id: string; value: string; errors: string[] | undefined };

type Props = {
  field: (name: LineField) => LineControl;
  currency: string;
  catalogue: Catalogue;
  /** Stands beside the tick for warranty. */
  children?: ReactNode;
  /** An empty line is left out, so nothing of it is required. */
  mayBeEmpty?: boolean;
  /** Without the help of how to pick, which stands at another line. */
  unexplained?: boolean;
};

type Catalogue = { id: string; items: OfferedItem[]; ask: (text: string) => void };

/**
 * The items that are offered while a line is typed.
 * @param first those offered before anything is typed, and to browsers without scripts
 */
export function useCatalogue(currency: string, first: OfferedItem[]): Catalogue {
  const { answer, ask } = useAsked<{ items: OfferedItem[] }>(
    (text) => `/catalogue/suggest?${new URLSearchParams({ currency, q: text })}`,
  );
  return { id: 'catalogue-items', items: answer?.items ?? first, ask };
}

/** The list that `LineFields` offer; one for all lines of a page. */
export function CatalogueItems({ catalogue: { id, items } }: { catalogue: Catalogue }) {
  return (
    <datalist id={id}>
      {items.map(({ value, price }) => (
        <option key={value} value={value}>
          {price}
        </option>
      ))}
    </datalist>
  );
}

/** A product or service: picked from the catalogue, which fills the other fields, or typed. */
export function LineFields({ field, currency, catalogue, children, mayBeEmpty, unexplained }: Props) {
  const { t } = useTranslation('orders');
  const rates = useVatRates();
  const box = useRef<HTMLDivElement>(null);

  function set(name: LineField, value: string) {
    const control = box.current?.querySelector<HTMLInputElement | HTMLSelectElement>(
      `[name="${CSS.escape(field(name).name)}"]`,
    );
    if (control instanceof HTMLInputElement && control.type === 'checkbox') control.checked = value === 'on';
    else if (control) control.value = value;
  }

  function pick(event: FormEvent<HTMLInputElement>) {
    const typed = event.currentTarget.value;
    const item = catalogue.items.find(({ value }) => value === typed);
    if (!item) return catalogue.ask(typed);
    set('kind', item.kind);
    set('price', item.price);
    set('vat', item.vat);
    set('warranty', item.warranty ? 'on' : '');
  }

  const wrapped = (name: LineField, label: string, control: ReactNode, help?: string) => {
    const { id, name: sent, errors } = field(name);
    return (
      <Field name={sent} id={id} required={!mayBeEmpty} label={label} errors={errors} help={help}>
        {control}
      </Field>
    );
  };
  return (
    <div ref={box} className="grid grid-cols-2 gap-4 sm:grid-cols-4">
      <div className="col-span-full">
        {wrapped(
          'description',
          t('lines.description'),
          <TextInput
            key={field('description').value}
            defaultValue={field('description').value}
            list={catalogue.id}
            autoComplete="off"
            onInput={pick}
            onFocus={(event) => catalogue.ask(event.currentTarget.value)}
          />,
          unexplained ? undefined : t('lines.description_help'),
        )}
      </div>
      {wrapped(
        'kind',
        t('lines.kind'),
        <Select
          key={field('kind').value}
          defaultValue={field('kind').value}
          options={[
            { value: 'service', label: t('lines.service') },
            { value: 'product', label: t('lines.product') },
          ]}
        />,
      )}
      {wrapped(
        'quantity',
        t('lines.quantity'),
        <TextInput tabular inputMode="decimal" defaultValue={field('quantity').value} />,
      )}
      {wrapped(
        'price',
        t('lines.price_net', { currency }),
        <TextInput
          key={field('price').value}
          tabular
          inputMode="decimal"
          defaultValue={field('price').value}
        />,
      )}
      {wrapped(
        'vat',
        t('lines.vat'),
        <Select key={field('vat').value} defaultValue={field('vat').value} options={rates} />,
      )}
      <div className="col-span-full flex flex-wrap gap-x-6 gap-y-2">
        <Checkbox
          key={field('warranty').value}
          name={field('warranty').name}
          id={field('warranty').id}
          label={t('lines.warranty')}
          defaultChecked={field('warranty').value === 'on'}
        />
        {children}
      </div>
    </div>
  );
}
