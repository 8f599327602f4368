import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Field } from '~/ui/forms/field';
import { TextArea } from '~/ui/forms/text-area';
import { SubmitButton } from '~/ui/submit-button';

/** Dissolves a draft, or voids a shipment that is on its way; asks before it does. */
export function EndShipment({ kind }: { kind: 'dissolve' | 'void' }) {
  const { t } = useTranslation('shipments');
  const isVoid = kind === 'void';
  const label = t(isVoid ? 'page.void' : 'draft.dissolve');
  return (
    <details className="no-print rounded-md border border-line bg-surface px-4 py-3 shadow-flat">
      <summary className="cursor-pointer text-sm font-semibold pointer-coarse:py-2">{label} …</summary>
      <Form method="post" className="mt-3 flex flex-col gap-3">
        <input type="hidden" name="intent" value={kind} />
        <p className="text-muted">{t(isVoid ? 'page.void_text' : 'draft.dissolve_text')}</p>
        {isVoid && (
          <Field name="reason" label={t('page.void_reason')} required>
            <TextArea rows={2} required maxLength={2000} />
          </Field>
        )}
        <div>
          <SubmitButton variant="danger">{label}</SubmitButton>
        </div>
      </Form>
    </details>
  );
}
