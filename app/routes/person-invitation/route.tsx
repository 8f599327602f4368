import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep } from '~/domain/auth/pending-form.server';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { inviteAgain, withdrawInvitation } from '~/domain/companies/invite-person.server';
import { getInvitation, locationsToGive } from '~/domain/companies/people.server';
import { teamPath } from '~/domain/companies/team-path.server';
import { RefusalNotice } from '~/parts/refusal-notice';
import { DomainError } from '~/platform/errors';
import { readForm } from '~/platform/http/form.server';
import { idOf } from '~/platform/http/id-param';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { DescriptionList } from '~/ui/description-list';
import { useFormat } from '~/ui/format';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { Panel } from '~/ui/panel';
import { StatusBadge } from '~/ui/status-badge';
import { SubmitButton } from '~/ui/submit-button';

const DONE = ['sent', 'known', 'again'] as const;

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const base = teamPath(viewer, args.request);
  const found = await getInvitation(viewer, idOf(args.params.id) ?? 0);
  if (!found) throw notFound();
  const { locationIds, sentAt, expiresAt, ...invitation } = found;
  const locations = locationIds.length > 0 ? await locationsToGive(locationIds) : [];
  const params = new URL(args.request.url).searchParams;
  return {
    base,
    invitation: { ...invitation, sentAt: sentAt.toISOString(), expiresAt: expiresAt.toISOString() },
    locations: locations.filter(({ id }) => locationIds.includes(id)).map(({ name }) => name),
    done: DONE.find((one) => params.has(one)) ?? null,
  };
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  const base = teamPath(viewer, args.request);
  const id = idOf(args.params.id);
  if (id === null) throw notFound();
  switch (form.get('intent')) {
    case 'again':
      await inviteAgain(viewer, id);
      return redirect(`${base}/invitations/${id}?again`);
    case 'withdraw':
      await withdrawInvitation(viewer, id);
      return redirect(`${base}?state=invited&withdrawn`);
    default:
      if (!(await getInvitation(viewer, id))) throw notFound();
      throw new DomainError('bad_form', 400);
  }
});

/** Somebody who is invited. */
export default function Invited() {
  const { t } = useTranslation(['team', 'auth']);
  const format = useFormat();
  const { base, invitation, locations, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { name, email, role, company, locale, sentAt, expiresAt, invitedBy, over } = invitation;
  const given = (term: string, detail: string | null | undefined) => (detail ? [{ term, detail }] : []);
  return (
    <>
      <PageHeader
        title={name}
        subtitle={email}
        back={{ to: `${base}?state=invited`, label: t('people.title') }}
        badge={
          <StatusBadge tone={over ? 'waiting' : 'progress'}>
            {t(`people.states.${over ? 'over' : 'invited'}`)}
          </StatusBadge>
        }
      />
      <RefusalNotice answer={answer} />
      <div className="flex max-w-160 flex-col gap-4">
        {done && !answer && (
          <Notice
            tone={done === 'known' ? 'info' : 'success'}
            role="status"
            title={t(`invited.${done}`, { email })}
          />
        )}
        <Panel title={t('invited.title')}>
          <DescriptionList
            items={[
              { term: t('fields.role'), detail: t(`auth:demo.roles.${role}`) },
              ...given(t('fields.company'), company?.name),
              ...given(t('fields.locations'), locations.join(', ')),
              ...given(t('fields.locale'), locale && t(`fields.locales.${locale === 'de' ? 'de' : 'en'}`)),
              ...given(t('invited.by'), invitedBy?.name),
              { term: t('people.sent'), detail: format.dateTime(sentAt) },
              { term: t('invited.until'), detail: format.dateTime(expiresAt) },
            ]}
          />
          <p className="mt-4 text-muted">{t(over ? 'invited.over_text' : 'invited.text')}</p>
          <Form method="post" className="mt-4 flex flex-wrap gap-2">
            <SubmitButton name="intent" value="again" variant="secondary">
              {t('invited.send_again')}
            </SubmitButton>
            <SubmitButton name="intent" value="withdraw" variant="quiet">
              {t('invited.withdraw')}
            </SubmitButton>
          </Form>
        </Panel>
      </div>
    </>
  );
}
