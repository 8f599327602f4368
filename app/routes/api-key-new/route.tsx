import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { apiKeySchema, LIFETIMES } from '~/domain/api/key-schema';
import { makeKey } from '~/domain/api/own-keys.server';
import { scopeKey, usefulScopes } from '~/domain/api/rules';
import { takePendingForm } from '~/domain/auth/pending-form.server';
import { requireRecentProof } from '~/domain/auth/proof.server';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm } from '~/platform/http/form.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { PageHeader } from '~/ui/frame/page-header';
import { type KeyFields, KeyForm } from './key-form';
import { NewKey } from './new-key';

export async function loader(args: LoaderFunctionArgs) {
  const { role } = await requireViewer(args);
  const pending = await takePendingForm(args.request, new URL(args.request.url).pathname);
  const ticks = Object.fromEntries(usefulScopes(role).map((scope) => [scopeKey(scope), '']));
  const fields: KeyFields = { name: '', lifetime: LIFETIMES[0], ...ticks, ...pending?.fields };
  return data(
    { scopes: usefulScopes(role), fields },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireRecentProof(args, form);
  const submission = parseWithZod(form, { schema: apiKeySchema(viewer.role) });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 422 });
  const key = await makeKey(viewer, submission.value);
  return data({ key }, { headers: { 'Cache-Control': 'no-store' } });
});

export default function NewApiKey() {
  const { t } = useTranslation('api');
  const { scopes, fields } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const made = answer && 'key' in answer ? answer.key : null;
  return (
    <>
      <PageHeader title={t('keys.new')} back={{ to: '/api-keys', label: t('keys.back') }} />
      <RefusalNotice answer={answer} />
      {made ? (
        <NewKey value={made} />
      ) : (
        <KeyForm
          scopes={scopes}
          fields={fields}
          result={answer && 'result' in answer ? answer.result : null}
        />
      )}
    </>
  );
}
