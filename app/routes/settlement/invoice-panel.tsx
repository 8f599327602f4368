import { Form } from '@remix-run/react';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { ButtonLink } from '~/ui/button';
import { FileDrop } from '~/ui/file-drop';
import { useFormat } from '~/ui/format';
import { Field } from '~/ui/forms/field';
import { TextArea } from '~/ui/forms/text-area';
import { TextInput } from '~/ui/forms/text-input';
import { Notice } from '~/ui/notice';
import { Panel } from '~/ui/panel';
import { StatusBadge } from '~/ui/status-badge';
import { SubmitButton } from '~/ui/submit-button';
import type { Tone } from '~/ui/tone';
import { Checks } from './checks';
import type { Invoice, StepProps } from './settlement';

const TONES: Record<Invoice['state'], Tone> = {
  checked: 'waiting',
  submitted: 'info',
  accepted: 'success',
  returned: 'danger',
};

/** The partner's invoices for the settlement with what their check found, and the form to upload one. */
export function InvoicePanel(props: StepProps) {
  const { t } = useTranslation('billing');
  const { number, state, own, invoices } = props.settlement;
  const uploads = own && state === 'open';
  if (invoices.length === 0 && !uploads) return null;
  return (
    <Panel id="invoice" title={t('invoice.title')}>
      <div className="flex flex-col gap-5">
        {invoices.map((invoice) => (
          <OneInvoice key={invoice.id} {...props} invoice={invoice} />
        ))}
        {uploads && (
          <Form
            method="post"
            action={`/settlements/${number}/invoice`}
            encType="multipart/form-data"
            reloadDocument
            className="flex flex-col gap-3"
          >
            <p className="text-soft">{t('invoice.upload_text', { number })}</p>
            <FileDrop
              name="file"
              label={t(invoices.length > 0 ? 'invoice.upload_other' : 'invoice.upload')}
              hint={t('invoice.hint')}
              accept=".xml,.pdf,application/xml,text/xml,application/pdf"
              multiple={false}
            />
            <div>
              <SubmitButton
                variant={invoices.some((one) => one.state === 'checked') ? 'secondary' : 'primary'}
              >
                {t('invoice.send')}
              </SubmitButton>
            </div>
          </Form>
        )}
      </div>
    </Panel>
  );
}

function OneInvoice({ invoice, ...props }: StepProps & { invoice: Invoice }) {
  const { t } = useTranslation('billing');
  const format = useFormat();
  const { settlement } = props;
  const { id, number, fileName, size, state, checks, note, reason, uploadedAt, uploadedBy } = invoice;
  return (
    <section
      aria-labelledby={`invoice-${id}`}
      className="flex flex-col gap-3 border-b border-line pb-4 last:border-0 last:pb-0"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h3 id={`invoice-${id}`} className="text-sm wrap-anywhere">
          {number ? t('invoice.number', { number }) : fileName}
        </h3>
        <StatusBadge tone={TONES[state]}>{t(`invoice.states.${state}`)}</StatusBadge>
        <span className="sm:ml-auto">
          <ButtonLink
            size="small"
            to={`/settlements/${settlement.number}/invoices/${id}`}
            reloadDocument
            icon={<Download size={14} aria-hidden />}
          >
            {t('invoice.download')}
          </ButtonLink>
        </span>
      </div>
      <p className="text-xs text-muted wrap-anywhere" suppressHydrationWarning>
        {[
          t(`invoice.formats.${invoice.format}`),
          fileName,
          format.bytes(size),
          uploadedBy,
          format.dateTime(uploadedAt),
        ].join(' · ')}
      </p>
      {reason && (
        <Notice tone="danger" title={t('invoice.returned')}>
          {reason}
        </Notice>
      )}
      <Verdict invoice={invoice} own={settlement.own} />
      {note && (
        <Notice tone="neutral" title={t('invoice.note_of', { name: uploadedBy })}>
          {note}
        </Notice>
      )}
      <details open={state === 'checked' || state === 'submitted'}>
        <summary className="disclosure">{t('checks.title')}</summary>
        <div className="pt-3">
          <Checks checks={checks} currency={settlement.currency} />
        </div>
      </details>
      {state === 'checked' && settlement.state === 'open' && <SubmitAnyway {...props} invoice={invoice} />}
    </section>
  );
}

/** The check in one sentence. */
function Verdict({ invoice: { checks, state }, own }: { invoice: Invoice; own: boolean }) {
  const { t } = useTranslation('billing');
  const count = checks.filter(({ result }) => result === 'differs').length;
  const byHand = checks.some(({ result }) => result === 'by_hand');
  const side = own ? 'partner' : 'operator';
  if (state === 'accepted' || state === 'returned') return null;
  if (count > 0) return <Notice tone="danger" title={t('checks.verdict.differs', { count })} />;
  if (byHand) return <Notice tone="waiting" title={t(`checks.verdict.by_hand_${side}`)} />;
  return <Notice tone="success" title={t('checks.verdict.agrees')} />;
}

/** Submits what does not agree, or what nobody but a person can read. */
function SubmitAnyway({ invoice, kept, failed }: StepProps & { invoice: Invoice }) {
  const { t } = useTranslation(['billing', 'common']);
  const { all } = useErrorText();
  const result = failed?.intent === 'submit' ? failed.result : null;
  const typed = (name: string) => String(result?.initialValue?.[name] ?? kept[name] ?? '');
  const errors = (name: string) => all(result?.error?.[name] ?? undefined);
  const differs = invoice.checks.some(({ result: one }) => one === 'differs');
  return (
    <Form method="post" className="flex max-w-160 flex-col gap-4">
      <input type="hidden" name="intent" value="submit" />
      <input type="hidden" name="invoiceId" value={invoice.id} />
      <p className="text-soft">{t(differs ? 'invoice.anyway_text' : 'invoice.by_hand_text')}</p>
      {invoice.number === '' && (
        <Field name="number" label={t('invoice.number_label')} required errors={errors('number')}>
          <TextInput autoComplete="off" maxLength={100} required defaultValue={typed('number')} />
        </Field>
      )}
      <Field
        name="note"
        label={t('invoice.note')}
        required={differs}
        optionalLabel={t('common:optional')}
        errors={errors('note')}
      >
        <TextArea rows={3} maxLength={2000} required={differs} defaultValue={typed('note')} />
      </Field>
      <div>
        <SubmitButton variant={differs ? 'secondary' : 'primary'}>
          {t(differs ? 'invoice.submit_anyway' : 'invoice.submit')}
        </SubmitButton>
      </div>
    </Form>
  );
}
