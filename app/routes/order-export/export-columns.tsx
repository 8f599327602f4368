import { useTranslation } from 'react-i18next';
import type { ColumnChoice } from '~/domain/orders/export/rules';
import { Checkbox } from '~/ui/forms/checkbox';
import { FormSection } from '~/ui/forms/form-section';

/** Which columns; those of the last time are ticked. */
export function ExportColumns({ offered, chosen }: { offered: ColumnChoice[]; chosen: ColumnChoice[] }) {
  const { t } = useTranslation('orders');
  return (
    <FormSection title={t('export.columns_title')} text={t('export.columns_text')}>
      <fieldset className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
        <legend className="sr-only">{t('export.columns_title')}</legend>
        {offered.map((column) => (
          <Checkbox
            key={column}
            id={`column-${column}`}
            name="column"
            value={column}
            label={t(`export.columns.${column}`)}
            defaultChecked={chosen.includes(column)}
          />
        ))}
      </fieldset>
    </FormSection>
  );
}
