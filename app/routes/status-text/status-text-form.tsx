import type { SubmissionResult } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { statusRule } from '~/domain/orders/rules';
import { SetupForm, useSetupForm } from '~/parts/setup-form';
import { FormSection } from '~/ui/forms/form-section';
import { StatusBadge } from '~/ui/status-badge';
import { SubmitButton } from '~/ui/submit-button';
import type { Loaded } from './route';

const LANGUAGES = [
  ['en', 'En'],
  ['de', 'De'],
] as const;

type Props = { loaded: Loaded; result: SubmissionResult<string[]> | null };

/** The operator's own name and meaning of a status in both languages, with the badge as it will look. */
export function StatusTextForm({ loaded, result }: Props) {
  const { kind, status, fields, usual, own } = loaded;
  const { t } = useTranslation('words');
  const { form, wrong, line, area } = useSetupForm('status', fields, result);
  const [names, setNames] = useState({ nameEn: fields.nameEn, nameDe: fields.nameDe });
  const { tone } = statusRule(kind, status);
  const follow = ({ target }: FormEvent) => {
    const { name, value } = target as HTMLInputElement;
    if (name === 'nameEn' || name === 'nameDe') setNames((known) => ({ ...known, [name]: value }));
  };
  return (
    <>
      <div onInput={follow}>
        <SetupForm form={form} wrong={wrong} save={t('save')} back="/admin/statuses">
          {LANGUAGES.map(([locale, suffix]) => {
            const { name, nameForStaff, meaning } = usual[locale];
            const both = name === nameForStaff ? name : `${name} / ${nameForStaff}`;
            return (
              <FormSection key={locale} title={t(`languages.${locale}`)}>
                {line(`name${suffix}`, {
                  label: t('statuses.own_name'),
                  help: t('statuses.usual_name', { name: both }),
                })}
                {area(`meaning${suffix}`, {
                  label: t('statuses.own_meaning'),
                  help: t('statuses.usual_meaning', { meaning }),
                })}
                <p className="flex flex-wrap items-center gap-2 text-muted">
                  {t('statuses.preview')}
                  <span lang={locale}>
                    <StatusBadge tone={tone}>{names[`name${suffix}`].trim() || name}</StatusBadge>
                  </span>
                </p>
              </FormSection>
            );
          })}
        </SetupForm>
      </div>
      {own && (
        <Form method="post" className="mt-8 max-w-160 border-t border-line pt-6">
          <input type="hidden" name="intent" value="reset" />
          <p className="mb-3 text-soft">{t('statuses.reset_text')}</p>
          <SubmitButton variant="secondary">{t('statuses.reset')}</SubmitButton>
        </Form>
      )}
    </>
  );
}
