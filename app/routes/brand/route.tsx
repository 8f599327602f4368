import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { chosenLogo, LOGO_FORM_LIMIT } from '~/domain/companies/logo.server';
import { changeLogo, getOperator, updateOperator } from '~/domain/companies/operator.server';
import { operatorSchema } from '~/domain/companies/schema';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm } from '~/platform/http/form.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { Panel } from '~/ui/panel';
import { BrandForm } from './brand-form';

export async function loader(args: LoaderFunctionArgs) {
  await requireRole(args, 'administrator');
  const operator = await getOperator();
  const { name, accent, street, postalCode, city, country, email, phone, website, paperFooter, senderName } =
    operator;
  const gs1Prefix = operator.gs1Prefix ?? '';
  return {
    saved: new URL(args.request.url).searchParams.has('saved'),
    logoUrl: operator.logoKey ? `/brand/logo?v=${operator.updatedAt.getTime()}` : null,
    fields: {
      name,
      accent,
      street,
      postalCode,
      city,
      country,
      email,
      senderName,
      phone,
      website,
      paperFooter,
      gs1Prefix,
    },
  };
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request, LOGO_FORM_LIMIT);
  const viewer = await requireViewerOrKeep(args, form);
  if (viewer.role !== 'administrator') throw notFound();
  const { logo, errors } = await chosenLogo(form);
  const submission = parseWithZod(form, { schema: operatorSchema });
  if (submission.status !== 'success' || errors.logo)
    return data({ result: submission.reply({ fieldErrors: errors }) }, { status: 422 });
  await updateOperator(viewer, submission.value);
  if (logo !== undefined) await changeLogo(viewer, logo);
  return redirect('/admin/brand?saved');
});

export default function BrandPage() {
  const { t } = useTranslation(['admin', 'words']);
  const { saved, logoUrl, fields } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title={t('brand.title')}
        subtitle={t('brand.subtitle')}
        back={{ to: '/admin', label: t('words:back') }}
      />
      <RefusalNotice answer={answer} />
      {!answer && saved && (
        <div className="mb-6 max-w-160">
          <Notice tone="success" role="status" title={t('brand.saved')} />
        </div>
      )}
      <BrandForm
        fields={fields}
        logoUrl={logoUrl}
        result={answer && 'result' in answer ? answer.result : null}
      />
      <div className="mt-8 max-w-160">
        <Panel title={t('brand.preview')} flush>
          <iframe
            title={t('brand.preview')}
            src="/admin/mails/order-confirmed/preview"
            sandbox=""
            className="h-160 w-full rounded-b-md bg-white"
          />
        </Panel>
      </div>
    </>
  );
}
