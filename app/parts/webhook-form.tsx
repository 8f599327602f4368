import type { SubmissionResult } from '@conform-to/react';
import { useTranslation } from 'react-i18next';
import type { Role } from '~/domain/auth/rules';
import { typeKey, webhookTypesFor } from '~/domain/webhooks/rules';
import { FormSection } from '~/ui/forms/form-section';
import { SetupForm, useSetupForm } from './setup-form';

/** Each field as the form sends it; the check box of a kind is `on` or empty. */
export type WebhookFields = Record<string, string>;

/** The fields of an endpoint in the words of its form. */
export function webhookFields(
  role: Role,
  stored?: { url: string; description: string; types: readonly string[] },
): WebhookFields {
  const ticks = webhookTypesFor(role).map((type) => [
    typeKey(type),
    stored?.types.includes(type) ? 'on' : '',
  ]);
  return { url: stored?.url ?? '', description: stored?.description ?? '', ...Object.fromEntries(ticks) };
}

type Props = { role: Role; fields: WebhookFields; result: SubmissionResult<string[]> | null; back: string };

/** One endpoint: where to, and what is told. */
export function WebhookForm({ role, fields, result, back }: Props) {
  const { t } = useTranslation('webhooks');
  const { form, wrong, line, tick } = useSetupForm('webhook', fields, result);
  return (
    <SetupForm form={form} wrong={wrong} save={t('form.save')} back={back}>
      <FormSection title={t('form.where')}>
        {line('url', { label: t('form.url'), help: t('form.url_help'), required: true })}
        {line('description', { label: t('form.description') })}
      </FormSection>
      <FormSection title={t('form.what')}>
        <p className="text-muted">{t('form.what_help')}</p>
        {webhookTypesFor(role).map((type) => (
          <div key={type}>{tick(typeKey(type), { label: type, help: t(`types.${typeKey(type)}`) })}</div>
        ))}
      </FormSection>
    </SetupForm>
  );
}
