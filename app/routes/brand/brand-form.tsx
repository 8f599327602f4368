import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { FileText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OperatorForm } from '~/domain/companies/schema';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { Button } from '~/ui/button';
import { FileDrop } from '~/ui/file-drop';
import { Checkbox } from '~/ui/forms/checkbox';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { Field } from '~/ui/forms/field';
import { FormActions } from '~/ui/forms/form-actions';
import { FormSection } from '~/ui/forms/form-section';
import { TextArea } from '~/ui/forms/text-area';
import { TextInput } from '~/ui/forms/text-input';
import { SubmitButton } from '~/ui/submit-button';

type Props = { fields: OperatorForm; logoUrl: string | null; result: SubmissionResult<string[]> | null };
type LineField = Exclude<keyof OperatorForm, 'accent' | 'paperFooter'>;

/** The operator's name, look, address and paper footer. */
export function BrandForm({ fields: stored, logoUrl, result }: Props) {
  const { t } = useTranslation(['admin', 'common']);
  const { all, summary } = useErrorText();
  const [form, fields] = useForm<OperatorForm>({ id: 'brand', lastResult: result, defaultValue: stored });
  const wrong = summary(result?.error);
  const line = (name: LineField, autoComplete: string, help?: string) => (
    <Field
      name={name}
      label={t(`brand.${name}`)}
      required={name === 'name'}
      help={help}
      errors={all(fields[name].errors)}
    >
      <TextInput defaultValue={fields[name].initialValue} autoComplete={autoComplete} maxLength={300} />
    </Field>
  );
  return (
    <Form method="post" encType="multipart/form-data" reloadDocument {...getFormProps(form)}>
      <ErrorSummary title={t('common:form.errors')} errors={wrong} />
      <FormSection title={t('brand.look')}>
        {line('name', 'organization')}
        <Field
          name="accent"
          label={t('brand.accent')}
          required
          help={t('brand.accent_help')}
          errors={all(fields.accent.errors)}
        >
          <TextInput type="color" defaultValue={fields.accent.initialValue} className="max-w-24 p-1" />
        </Field>
        {logoUrl && (
          <div className="flex items-center gap-4">
            <img
              src={logoUrl}
              alt={t('brand.logo_now')}
              className="size-16 rounded-md border border-line object-contain p-1"
            />
            <Checkbox name="removeLogo" label={t('brand.remove_logo')} />
          </div>
        )}
        <FileDrop
          name="logo"
          label={t('brand.logo')}
          hint={t('brand.logo_hint')}
          accept="image/png,image/jpeg,image/webp"
          multiple={false}
          errors={all(result?.error?.logo ?? undefined)}
        />
      </FormSection>
      <FormSection title={t('brand.address')}>
        {line('street', 'street-address')}
        {line('postalCode', 'postal-code')}
        {line('city', 'address-level2')}
        {line('country', 'country-name')}
      </FormSection>
      <FormSection title={t('brand.contact')}>
        {line('email', 'email', t('brand.email_help'))}
        {line('senderName', 'off', t('brand.senderName_help'))}
        {line('phone', 'tel')}
        {line('website', 'url')}
      </FormSection>
      <FormSection title={t('brand.paper')}>
        <Field
          name="paperFooter"
          label={t('brand.paperFooter')}
          help={t('brand.paperFooter_help')}
          errors={all(fields.paperFooter.errors)}
        >
          <TextArea rows={6} defaultValue={fields.paperFooter.initialValue} />
        </Field>
        {line('gs1Prefix', 'off', t('brand.gs1Prefix_help'))}
      </FormSection>
      <FormActions>
        <SubmitButton>{t('common:save')}</SubmitButton>
        {/* The browser sends the form, logo and all, and shows the PDF beside this page. */}
        <Button
          type="submit"
          formAction="/admin/brand/paper.pdf"
          formTarget="_blank"
          icon={<FileText size={16} aria-hidden />}
          aria-describedby="brand-paper-help"
        >
          {t('brand.paper_preview')}
        </Button>
        <span id="brand-paper-help" className="text-muted">
          {t('brand.paper_preview_help')}
        </span>
      </FormActions>
    </Form>
  );
}
