import type { SubmissionResult } from '@conform-to/react';
import { useTranslation } from 'react-i18next';
import { LIFETIMES } from '~/domain/api/key-schema';
import { type Scope, scopeKey } from '~/domain/api/rules';
import { SetupForm, useSetupForm } from '~/parts/setup-form';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { FormSection } from '~/ui/forms/form-section';

/** Each field as the form sends it; the check box of a scope is `on` or empty. */
export type KeyFields = Record<string, string>;

type Props = { scopes: readonly Scope[]; fields: KeyFields; result: SubmissionResult<string[]> | null };

/** A new key: what it is for, how long it can be used, and what it may do. */
export function KeyForm({ scopes, fields, result }: Props) {
  const { t } = useTranslation('api');
  const { all } = useErrorText();
  const { form, wrong, line, select, tick } = useSetupForm('api-key', fields, result);
  const lifetimes = LIFETIMES.map((value) => ({ value, label: t(`keys.lifetimes.${value}`) }));
  const missing = all(result?.error?.scopes ?? undefined) ?? [];
  return (
    <SetupForm form={form} wrong={wrong} save={t('keys.save')} back="/api-keys">
      <FormSection title={t('keys.key')}>
        {line('name', { label: t('keys.name'), help: t('keys.name_help'), required: true })}
        {select('lifetime', { label: t('keys.lifetime'), required: true }, lifetimes)}
      </FormSection>
      <FormSection title={t('keys.what')}>
        <p id="scopes" className={missing.length > 0 ? 'text-danger-text' : 'text-muted'}>
          {missing[0] ?? t('keys.what_help')}
        </p>
        {scopes.map((scope) => (
          <div key={scope}>
            {tick(scopeKey(scope), { label: scope, help: t(`scopes.${scopeKey(scope)}`) })}
          </div>
        ))}
      </FormSection>
    </SetupForm>
  );
}
