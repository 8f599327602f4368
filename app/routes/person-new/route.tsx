import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { takePendingForm } from '~/domain/auth/pending-form.server';
import { requireRecentProof } from '~/domain/auth/proof.server';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import type { Viewer } from '~/domain/auth/rules';
import { companyToGive } from '~/domain/companies/companies.server';
import { invitePerson } from '~/domain/companies/invite-person.server';
import { companiesToGive, locationsToGive } from '~/domain/companies/people.server';
import { inviteColleagueSchema, invitePersonSchema } from '~/domain/companies/people-schema';
import { teamPath } from '~/domain/companies/team-path.server';
import { NO_PERSON, PersonFields, typedPerson } from '~/parts/person-fields';
import { RefusalNotice } from '~/parts/refusal-notice';
import { fieldRefusal } from '~/platform/http/field-refusal';
import { readForm } from '~/platform/http/form.server';
import { idOf } from '~/platform/http/id-param';
import { withRefusals } from '~/platform/http/refusals.server';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { ButtonLink } from '~/ui/button';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions } from '~/ui/forms/form-actions';
import { PageHeader } from '~/ui/frame/page-header';
import { SubmitButton } from '~/ui/submit-button';

const isAdministrator = (viewer: Viewer) => viewer.role === 'administrator';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const base = teamPath(viewer, args.request);
  const pending = await takePendingForm(args.request, `${base}/new`);
  const asked = idOf(new URL(args.request.url).searchParams.get('company'));
  const company = asked !== null && isAdministrator(viewer) ? await companyToGive(asked) : null;
  const places = isAdministrator(viewer)
    ? { companies: await companiesToGive(), locations: await locationsToGive() }
    : null;
  return data(
    {
      base,
      places,
      company: viewer.companyName,
      fields: typedPerson({ ...NO_PERSON, ...company }, pending?.fields),
    },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

/** At which field a refusal is told. */
const FIELDS = {
  person_known: 'email',
  person_company_required: 'company',
  person_company_unknown: 'company',
  person_locations_required: 'locations',
};

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireRecentProof(args, form);
  const base = teamPath(viewer, args.request);
  const schema = isAdministrator(viewer) ? invitePersonSchema : inviteColleagueSchema;
  const submission = parseWithZod(form, { schema });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 422 });
  try {
    const { id, known } = await invitePerson(viewer, submission.value);
    return redirect(`${base}/invitations/${id}?${known ? 'known' : 'sent'}`);
  } catch (error) {
    return data({ result: fieldRefusal(error, submission, FIELDS) }, { status: 422 });
  }
});

/** Invites somebody. */
export default function NewPerson() {
  const { t } = useTranslation(['team', 'common']);
  const { base, places, company, fields } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { summary } = useErrorText();
  const result = answer && 'result' in answer ? answer.result : null;
  return (
    <>
      <PageHeader
        title={t('invite.title')}
        subtitle={company ? t('invite.subtitle', { company }) : t('invite.subtitle_all')}
        back={{ to: base, label: t('people.title') }}
      />
      <RefusalNotice answer={answer} />
      <Form method="post" noValidate className="max-w-160">
        <ErrorSummary title={t('common:form.errors')} errors={summary(result?.error)} />
        <div className="mb-6 flex flex-col gap-5">
          <PersonFields stored={fields} result={result} places={places} withEmail />
        </div>
        <FormActions>
          <SubmitButton>{t('invite.send')}</SubmitButton>
          <ButtonLink to={base}>{t('common:cancel')}</ButtonLink>
        </FormActions>
      </Form>
    </>
  );
}
