import { useTranslation } from 'react-i18next';
import { DELIMITER_NAMES, type ExportSettings, LAYOUTS, TARGETS } from '~/domain/orders/export/rules';
import { FormSection } from '~/ui/forms/form-section';
import { RadioGroup } from '~/ui/forms/radio-group';

/** How the file is written. */
export function ExportFormat({
  settings,
  mayShowLines,
}: {
  settings: ExportSettings;
  mayShowLines: boolean;
}) {
  const { t } = useTranslation('orders');
  return (
    <FormSection title={t('export.format_title')}>
      {mayShowLines && (
        <RadioGroup
          name="layout"
          label={t('export.layout.label')}
          defaultValue={settings.layout}
          options={LAYOUTS.map((value) => ({
            value,
            label: t(`export.layout.${value}`),
            help: t(`export.layout.${value}_help`),
          }))}
        />
      )}
      <RadioGroup
        name="target"
        label={t('export.target.label')}
        defaultValue={settings.target}
        options={TARGETS.map((value) => ({
          value,
          label: t(`export.target.${value}`),
          help: t(`export.target.${value}_help`),
        }))}
      />
      <RadioGroup
        name="delimiter"
        label={t('export.delimiter.label')}
        inline
        defaultValue={settings.delimiter}
        options={DELIMITER_NAMES.map((value) => ({ value, label: t(`export.delimiter.${value}`) }))}
      />
    </FormSection>
  );
}
