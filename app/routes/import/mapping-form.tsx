import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { columnField } from '~/domain/orders/import/mapping-form';
import { fieldsOf, type ImportMapping } from '~/domain/orders/import/rules';
import { answerField } from '~/domain/orders/schema';
import { type Column, DataTable } from '~/ui/data-table';
import { FormActions } from '~/ui/forms/form-actions';
import { Select } from '~/ui/forms/select';
import { SubmitButton } from '~/ui/submit-button';
import { CustomerConstants } from './customer-constants';
import type { ImportPage } from './load-import.server';
import { OrderConstants } from './order-constants';

type Typed = { gaps: Record<string, string>; mapping: ImportMapping } | null;
type Row = { place: number; name: string; samples: string[]; field: string };

/** What each column means, and what holds where none says it. */
export function MappingForm({ shown, typed }: { shown: ImportPage; typed: Typed }) {
  const { t } = useTranslation('imports');
  const { kind, columns, setup, token } = shown;
  const mapping = typed?.mapping ?? shown.mapping;
  const gaps = typed?.gaps ?? {};
  const meanings = [
    ...fieldsOf(kind).map((field) => ({ value: field as string, label: t(`fields.${field}`) })),
    ...(setup?.questions ?? []).map(({ id, label }) => ({ value: answerField(id) as string, label })),
  ];
  const rows = columns.list.map(
    ({ name, samples }, place): Row => ({
      place,
      name: name || t('mapping.unnamed', { place: place + 1 }),
      samples,
      field: mapping.columns[place] ?? '',
    }),
  );
  const shape: Column<Row>[] = [
    {
      key: 'column',
      header: t('mapping.column'),
      primary: true,
      className: 'wrap-anywhere',
      cell: ({ name }) => name,
    },
    {
      key: 'samples',
      header: t('mapping.samples'),
      cardLabel: t('mapping.samples'),
      className: 'wrap-anywhere text-soft',
      cell: ({ samples }) => samples.join(' · ') || t('mapping.empty'),
    },
    {
      key: 'meaning',
      header: t('mapping.meaning'),
      cardLabel: t('mapping.meaning'),
      cell: ({ place, name, field }) => (
        <Select
          name={columnField(place)}
          aria-label={t('mapping.meaning_of', { column: name })}
          placeholder={t('mapping.ignore')}
          defaultValue={field}
          options={meanings}
        />
      ),
    },
  ];
  return (
    <Form key={columns.signature} method="post" action={`/imports/${token}`} className="flex flex-col gap-8">
      <section className="flex flex-col gap-3">
        <h2 className="text-base">{t('mapping.title')}</h2>
        <p className="max-w-160 text-muted">{t('mapping.text')}</p>
        <DataTable
          caption={t('mapping.caption')}
          columns={shape}
          rows={rows}
          rowKey={({ place }) => String(place)}
          empty={null}
        />
      </section>
      {setup ? (
        <OrderConstants
          setup={setup}
          mapping={mapping}
          gaps={gaps}
          namesCustomers={shown.account.kind === 'reseller'}
        />
      ) : (
        <CustomerConstants gaps={gaps} />
      )}
      <FormActions>
        <SubmitButton name="intent" value="check">
          {t('mapping.submit')}
        </SubmitButton>
        <span className="text-muted">{t('mapping.submit_help')}</span>
      </FormActions>
    </Form>
  );
}
