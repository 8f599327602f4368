import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { mailTextSchema } from '~/domain/notifications/mail-text-schema';
import {
  findMailKind,
  getMailText,
  languageOf,
  placeholdersOf,
  saveMailText,
} from '~/domain/notifications/mail-texts.server';
import { newSendKey } from '~/domain/notifications/resend-mail.server';
import { sendTestMail } from '~/domain/notifications/test-mail.server';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm } from '~/platform/http/form.server';
import { requestLanguage } from '~/platform/http/language.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { LOCALES } from '~/platform/i18n/locale';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { Tabs } from '~/ui/tabs';
import { MailTextForm } from './mail-text-form';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'administrator');
  const kind = await findMailKind(args.params.kind);
  if (!kind) throw notFound();
  const url = new URL(args.request.url);
  const { locale } = await requestLanguage(args.request, viewer.locale);
  const language = languageOf(url.searchParams.get('language'), locale);
  const pending = await takePendingForm(args.request, url.pathname);
  const text = await getMailText(kind, language);
  return data(
    {
      ...{ id: kind.id, template: kind.name, language, ...text },
      fields: { ...text.own, ...pending?.fields },
      ...{ sendKey: newSendKey(), email: viewer.email, saved: url.searchParams.has('saved') },
    },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

export type Loaded = Awaited<ReturnType<typeof loader>>['data'];

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  if (viewer.role !== 'administrator') throw notFound();
  const kind = await findMailKind(args.params.kind);
  if (!kind) throw notFound();
  const locale = languageOf(String(form.get('language')), 'en');
  const saved = `/admin/mails/${kind.id}?${new URLSearchParams({ language: locale, saved: '' })}`;
  if (form.get('intent') === 'reset') {
    await saveMailText(viewer, kind, locale);
    return redirect(saved);
  }
  const submission = parseWithZod(form, { schema: mailTextSchema(placeholdersOf(kind)) });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 422 });
  if (form.get('intent') === 'test') {
    const key = String(form.get('key') ?? '').slice(0, 100);
    await sendTestMail(viewer, kind, { locale, words: submission.value, key });
    return { result: submission.reply(), tested: viewer.email };
  }
  await saveMailText(viewer, kind, locale, submission.value);
  return redirect(saved);
});

export default function MailTextPage() {
  const { t } = useTranslation(['words', 'admin']);
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { id, template, language, saved } = loaded;
  const tested = answer && 'tested' in answer ? answer.tested : null;
  return (
    <>
      <PageHeader
        title={t(`admin:mail.templates.${template}` as 'admin:mail.templates.order-news')}
        subtitle={loaded.usual.subject}
        back={{ to: '/admin/mails', label: t('mails.title') }}
      />
      <RefusalNotice answer={answer} />
      {(tested || (saved && !answer)) && (
        <div className="mb-4 max-w-160">
          <Notice
            tone="success"
            role="status"
            title={tested ? t('mails.tested', { email: tested }) : t('mails.saved')}
          />
        </div>
      )}
      <div className="mb-6">
        <Tabs
          label={t('mails.language')}
          items={LOCALES.map((locale) => ({
            to: `/admin/mails/${id}?language=${locale}`,
            label: t(`languages.${locale}`),
            active: locale === language,
          }))}
        />
      </div>
      <MailTextForm
        key={[id, language, ...Object.values(loaded.own)].join('\n')}
        loaded={loaded}
        result={answer && 'result' in answer ? answer.result : null}
      />
    </>
  );
}
