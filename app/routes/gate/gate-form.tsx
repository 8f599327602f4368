import type { SubmissionResult } from '@conform-to/react';
import { useTranslation } from 'react-i18next';
import { GATE_ASKED } from '~/domain/orders/gate-schema';
import { SetupForm, useSetupForm } from '~/parts/setup-form';
import { FormSection } from '~/ui/forms/form-section';

/** Each field as the form sends it; a check box is `on` or empty. */
export type GateFields = Record<
  'labelEn' | 'labelDe' | 'helpEn' | 'helpDe' | 'askedOf' | 'blocking' | 'active' | 'position',
  string
>;

type Props = { fields: GateFields; result: SubmissionResult<string[]> | null };

/** One gate: its words in both languages, whom it is asked of, and what follows from it. */
export function GateForm({ fields, result }: Props) {
  const { t } = useTranslation('intake');
  const { form, wrong, line, figure, area, select, tick } = useSetupForm('gate', fields, result);
  const asked = GATE_ASKED.map((value) => ({ value, label: t(`setup.asked.${value}`) }));
  return (
    <SetupForm form={form} wrong={wrong} save={t('gate.save')} back="/admin/gates">
      <FormSection title={t('gate.words')}>
        {line('labelEn', { label: t('gate.labelEn'), help: t('gate.label_help'), required: true })}
        {line('labelDe', { label: t('gate.labelDe'), required: true })}
        {area('helpEn', { label: t('gate.helpEn') })}
        {area('helpDe', { label: t('gate.helpDe') })}
      </FormSection>
      <FormSection title={t('gate.asking')}>
        {select('askedOf', { label: t('gate.askedOf'), required: true }, asked)}
        {tick('blocking', { label: t('gate.blocking') })}
        {tick('active', { label: t('gate.active'), help: t('gate.active_help') })}
        {figure('position', { label: t('gate.position'), help: t('gate.position_help'), required: true })}
      </FormSection>
    </SetupForm>
  );
}
