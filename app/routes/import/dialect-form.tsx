import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { ImportDialect } from '~/domain/orders/import/rules';
import { Field } from '~/ui/forms/field';
import { Select } from '~/ui/forms/select';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';
import type { ImportPage } from './load-import.server';

const DELIMITERS: [ImportDialect['delimiter'], 'comma' | 'semicolon' | 'tab' | 'pipe'][] = [
  [',', 'comma'],
  [';', 'semicolon'],
  ['\t', 'tab'],
  ['|', 'pipe'],
];
const ENCODINGS: [ImportDialect['encoding'], string][] = [
  ['utf-8', 'UTF-8'],
  ['windows-1252', 'Windows-1252'],
  ['utf-16le', 'UTF-16 (LE)'],
  ['utf-16be', 'UTF-16 (BE)'],
];

/** How the file is read, found out and changeable. */
export function DialectForm({ shown }: { shown: Pick<ImportPage, 'dialect' | 'columns' | 'token'> }) {
  const { t } = useTranslation('imports');
  const { dialect, columns, token } = shown;
  return (
    <Panel title={t('dialect.title')}>
      <Form
        key={`${dialect.delimiter}${dialect.encoding}${columns.header}`}
        method="post"
        action={`/imports/${token}`}
        className="flex flex-col gap-4"
      >
        <p className="text-soft">{t('dialect.text')}</p>
        <div className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-4">
          <Field name="delimiter" label={t('dialect.delimiter')}>
            <Select
              defaultValue={dialect.delimiter}
              options={DELIMITERS.map(([value, name]) => ({ value, label: t(`dialect.delimiters.${name}`) }))}
            />
          </Field>
          <Field name="encoding" label={t('dialect.encoding')}>
            <Select
              defaultValue={dialect.encoding}
              options={ENCODINGS.map(([value, label]) => ({ value, label }))}
            />
          </Field>
          <Field name="header" label={t('dialect.header')}>
            <Select
              defaultValue={columns.header ? 'yes' : 'no'}
              options={[
                { value: 'yes', label: t('dialect.header_yes') },
                { value: 'no', label: t('dialect.header_no') },
              ]}
            />
          </Field>
          <SubmitButton variant="secondary" name="intent" value="dialect">
            {t('dialect.submit')}
          </SubmitButton>
        </div>
      </Form>
    </Panel>
  );
}
