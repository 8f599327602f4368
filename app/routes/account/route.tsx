import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep } from '~/domain/auth/pending-form.server';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { describeUserAgent } from '~/domain/auth/rules';
import { listSessions } from '~/domain/auth/sessions.server';
import { getOperator } from '~/domain/companies/operator.server';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm } from '~/platform/http/form.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { changeAccount } from './change-account.server';
import { NotificationsLink } from './notifications-link';
import { PasswordForm } from './password-form';
import { ProfileForm } from './profile-form';
import { ProgramsLink } from './programs-link';
import { SecurityLink } from './security-link';
import { SessionList } from './session-list';
import { YourData } from './your-data';

const DONE = ['profile', 'password', 'session', 'others'] as const;

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const done = new URL(args.request.url).searchParams.get('done');
  const sessions = await listSessions(viewer);
  return {
    done: DONE.find((candidate) => candidate === done) ?? null,
    role: viewer.role,
    email: viewer.email,
    operatorEmail: (await getOperator()).email,
    profile: { name: viewer.name, locale: viewer.locale ?? '', theme: viewer.theme },
    sessions: sessions.map(({ userAgent, ...session }) => ({
      ...session,
      device: describeUserAgent(userAgent),
    })),
  };
}

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const outcome = await changeAccount(await requireViewerOrKeep(args, form), form);
  return outcome instanceof Response ? outcome : data(outcome.answer, outcome.init);
});

export default function Account() {
  const { t } = useTranslation(['account', 'auth']);
  const { done, role, email, operatorEmail, profile, sessions } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const result = answer && 'form' in answer ? answer : null;
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle', { email, role: t(`auth:demo.roles.${role}`) })}
      />
      <div className="flex max-w-160 flex-col gap-5">
        <RefusalNotice answer={answer} />
        {!answer && done && <Notice tone="success" role="status" title={t(`done.${done}`)} />}
        <ProfileForm profile={profile} result={result?.form === 'profile' ? result.result : null} />
        <NotificationsLink />
        <PasswordForm email={email} result={result?.form === 'password' ? result.result : null} />
        <SecurityLink />
        <SessionList sessions={sessions} />
        <ProgramsLink role={role} />
        <YourData operatorEmail={operatorEmail} />
      </div>
    </>
  );
}
