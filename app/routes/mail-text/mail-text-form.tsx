import { getFormProps, type SubmissionResult } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { Send } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSetupForm } from '~/parts/setup-form';
import { ButtonLink } from '~/ui/button';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { Panel } from '~/ui/panel';
import type { Loaded } from './route';

/** The preview follows what is typed after so long. */
const PAUSE_MS = 400;
const FRAME = 'mail-preview';

type Props = { loaded: Loaded; result: SubmissionResult<string[]> | null };

/** The own words of a mail in one language, and beside them the mail as it will look. */
export function MailTextForm({ loaded, result }: Props) {
  const { id, language, fields, usual, placeholders, isOwn, sendKey, email } = loaded;
  const { t } = useTranslation(['words', 'common']);
  const { form, wrong, line, area } = useSetupForm('mail-text', fields, result);
  const preview = `/admin/mails/${id}/preview`;
  const typed = { ...fields, ...(result?.initialValue as Partial<typeof fields> | null) };
  const shown = { language, subject: typed.subject, intro: typed.intro, closing: typed.closing };
  const { frame, formRef, follow } = usePreview(preview);
  return (
    <div className="grid gap-8 lg:grid-cols-2">
      {/* A plain form: it is the browser that sends the preview into its frame. */}
      <form method="post" ref={formRef} onInput={follow} {...getFormProps(form)} className="min-w-0">
        <ErrorSummary title={t('common:form.errors')} errors={wrong} />
        <input type="hidden" name="language" value={language} />
        <input type="hidden" name="key" value={sendKey} />
        <div className="flex max-w-160 flex-col gap-5">
          <p className="text-soft">
            {t('words:mails.placeholders')}{' '}
            {placeholders.map((name) => (
              <code key={name} className="mr-1.5 inline-block">{`{{${name}}}`}</code>
            ))}
          </p>
          {line('subject', {
            label: t('words:mails.own_subject'),
            help: t('words:mails.usual', { words: usual.subject }),
          })}
          {area(
            'intro',
            { label: t('words:mails.own_intro'), help: t('words:mails.usual', { words: usual.intro }) },
            5,
          )}
          {area('closing', { label: t('words:mails.own_closing'), help: t('words:mails.closing_help') }, 3)}
          <div className="flex flex-wrap gap-2">
            <button type="submit" className="button button-primary">
              {t('words:save')}
            </button>
            <button
              type="submit"
              className="button button-secondary"
              formMethod="get"
              formAction={preview}
              formTarget={FRAME}
            >
              {t('words:mails.preview')}
            </button>
            <button type="submit" name="intent" value="test" className="button button-secondary">
              <Send size={16} aria-hidden />
              {t('words:mails.test')}
            </button>
            <ButtonLink to="/admin/mails">{t('common:cancel')}</ButtonLink>
          </div>
          <p className="text-muted">{t('words:mails.test_help', { email })}</p>
        </div>
      </form>
      <div className="min-w-0">
        <Panel title={t('words:mails.preview_title')} flush>
          <iframe
            ref={frame}
            name={FRAME}
            title={t('words:mails.preview_title')}
            src={`${preview}?${new URLSearchParams(shown)}`}
            sandbox=""
            className="h-180 w-full rounded-b-md bg-white"
          />
        </Panel>
        {isOwn && <Reset language={language} />}
      </div>
    </div>
  );
}

function Reset({ language }: { language: string }) {
  const { t } = useTranslation('words');
  return (
    <Form method="post" className="mt-6">
      <input type="hidden" name="intent" value="reset" />
      <input type="hidden" name="language" value={language} />
      <p className="mb-3 text-soft">{t('mails.reset_text')}</p>
      <button type="submit" className="button button-secondary">
        {t('statuses.reset')}
      </button>
    </Form>
  );
}

/** Draws the preview again while somebody types, without leaving a trace in the history of the browser. */
function usePreview(address: string) {
  const frame = useRef<HTMLIFrameElement>(null);
  const formRef = useRef<HTMLFormElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer.current), []);
  const follow = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      if (!formRef.current) return;
      const typed = new FormData(formRef.current);
      const words = ['language', 'subject', 'intro', 'closing'].map((name) => [
        name,
        String(typed.get(name) ?? ''),
      ]);
      frame.current?.contentWindow?.location.replace(`${address}?${new URLSearchParams(words)}`);
    }, PAUSE_MS);
  };
  return { frame, formRef, follow };
}
