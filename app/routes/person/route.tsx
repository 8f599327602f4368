import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { isStaff } from '~/domain/auth/rules';
import {
  companiesToGive,
  getPerson,
  locationsToGive,
  type PersonDetail,
} from '~/domain/companies/people.server';
import { customerText } from '~/domain/companies/queries.server';
import { teamPath } from '~/domain/companies/team-path.server';
import { ordersToHandOver } from '~/domain/orders/hand-over.server';
import { type PersonText, typedPerson } from '~/parts/person-fields';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm } from '~/platform/http/form.server';
import { idOf } from '~/platform/http/id-param';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { StatusBadge } from '~/ui/status-badge';
import { Access } from './access';
import { act, intentOf } from './act.server';
import { DetailsForm } from './details-form';
import { EmailForm } from './email-form';
import { FirstLink } from './first-link';
import { Membership } from './membership';

/** What stands in the form of a person. */
function fieldsOf({ name, email, role, locale, company, locationIds }: PersonDetail): PersonText {
  return {
    ...{ name, email, role, locale: locale ?? '' },
    company: company ? customerText(company) : '',
    locations: locationIds.map(String),
  };
}

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const base = teamPath(viewer, args.request);
  const person = await getPerson(viewer, idOf(args.params.id) ?? 0);
  if (!person) throw notFound();
  const all = viewer.role === 'administrator';
  const pending = await takePendingForm(args.request, `${base}/${person.id}`);
  const { intent, ...kept } = pending?.fields ?? {};
  const shown = {
    ...{ base, all, person, done: intentOf(new URL(args.request.url).searchParams.get('done')) },
    fields: typedPerson(fieldsOf(person), intent === 'save' ? kept : undefined),
    newEmail: intent === 'email' ? (kept.email ?? '') : '',
    places: all
      ? { companies: await companiesToGive(), locations: await locationsToGive(person.locationIds) }
      : null,
    orders: isStaff(person) ? await ordersToHandOver(person.id) : null,
  };
  return data(shown, pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined);
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  const base = teamPath(viewer, args.request);
  const person = await getPerson(viewer, idOf(args.params.id) ?? 0);
  if (!person) throw notFound();
  const outcome = await act({ args, viewer, person, form }, base);
  return outcome instanceof Response ? outcome : data(outcome, { status: 422 });
});

/** One person: who they are, how they sign in, and whether they may. */
export default function Person() {
  const { t } = useTranslation(['team', 'auth']);
  const { base, all, person, fields, newEmail, places, orders, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const wrong = answer && 'result' in answer ? answer : null;
  const { name, role, company, active, fresh, yourself } = person;
  const state = active ? (fresh ? 'fresh' : 'active') : 'inactive';
  return (
    <>
      <PageHeader
        title={name}
        subtitle={[t(`auth:demo.roles.${role}`), company?.name].filter(Boolean).join(' · ')}
        back={{ to: base, label: t('people.title') }}
        badge={
          <>
            <StatusBadge tone={active ? (fresh ? 'progress' : 'success') : 'waiting'}>
              {t(`people.states.${state}`)}
            </StatusBadge>
            {yourself && <StatusBadge tone="neutral">{t('people.you')}</StatusBadge>}
          </>
        }
      />
      <RefusalNotice answer={answer} />
      {done && !answer && (
        <div className="mb-4">
          <Notice tone="success" role="status" title={t(`person.done.${done}`, { email: person.email })} />
        </div>
      )}
      {active && fresh && done !== 'link' && (
        <div className="mb-4">
          <FirstLink />
        </div>
      )}
      <div className="grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_340px] lg:items-start">
        <div className="flex flex-col gap-6">
          <DetailsForm
            key={`${person.id} ${done}`}
            fields={fields}
            places={places}
            result={wrong?.form === 'save' ? wrong.result : null}
          />
          {all && active && (
            <EmailForm
              person={person}
              typed={newEmail}
              result={wrong?.form === 'email' ? wrong.result : null}
            />
          )}
        </div>
        <div className="flex flex-col gap-4">
          <Access person={person} all={all} />
          <Membership person={person} orders={orders} />
        </div>
      </div>
    </>
  );
}
