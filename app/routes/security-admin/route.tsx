import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireRecentProof } from '~/domain/auth/proof.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { countFactors, requiredFactorRoles } from '~/domain/auth/required-factor.server';
import { ROLES } from '~/domain/auth/rules';
import { requireFactor } from '~/domain/companies/require-factor.server';
import { RefusalNotice } from '~/parts/refusal-notice';
import { env } from '~/platform/env.server';
import { readForm } from '~/platform/http/form.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { Checkbox } from '~/ui/forms/checkbox';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';

export async function loader(args: LoaderFunctionArgs) {
  await requireRole(args, 'administrator');
  const [required, counts] = await Promise.all([requiredFactorRoles(), countFactors()]);
  return {
    saved: new URL(args.request.url).searchParams.has('saved'),
    provider: env().oidc?.issuer ?? null,
    roles: counts.map((count) => ({ ...count, required: required.includes(count.role) })),
  };
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireRecentProof(args, form);
  if (viewer.role !== 'administrator') throw notFound();
  const chosen = form.getAll('role');
  await requireFactor(
    viewer,
    ROLES.filter((role) => chosen.includes(role)),
  );
  return redirect('/admin/security?saved');
});

export default function SecurityAdmin() {
  const { t } = useTranslation(['security', 'admin', 'auth']);
  const { saved, provider, roles } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title={t('admin.title')}
        subtitle={t('admin.subtitle')}
        back={{ to: '/admin', label: t('admin:hub.title') }}
      />
      <div className="flex max-w-160 flex-col gap-5">
        <RefusalNotice answer={answer} />
        {saved && !answer && <Notice tone="success" role="status" title={t('admin.saved')} />}
        <Panel title={t('admin.required')}>
          <Form method="post" className="flex flex-col gap-4">
            <p className="text-soft">{t('admin.text')}</p>
            <fieldset className="flex flex-col gap-3">
              <legend className="mb-2 font-medium">{t('admin.roles')}</legend>
              {roles.map(({ role, people, secured, required }) => (
                <Checkbox
                  key={`${role}-${required}`}
                  id={`role-${role}`}
                  name="role"
                  value={role}
                  defaultChecked={required}
                  label={t(`auth:demo.roles.${role}`)}
                  help={t('admin.count', { secured, count: people })}
                />
              ))}
            </fieldset>
            <div>
              <SubmitButton>{t('admin.save')}</SubmitButton>
            </div>
          </Form>
        </Panel>
        <Panel title={t('admin.provider')}>
          <p className="text-soft wrap-anywhere">
            {provider ? t('admin.provider_is', { issuer: provider }) : t('admin.provider_none')}
          </p>
        </Panel>
      </div>
    </>
  );
}
