import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { removePasskey, renamePasskey } from '~/domain/auth/passkeys.server';
import { requireViewerOrKeep } from '~/domain/auth/pending-form.server';
import { requireRecentProof } from '~/domain/auth/proof.server';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { isFactorRequired } from '~/domain/auth/required-factor.server';
import { renamePasskeySchema } from '~/domain/auth/schema';
import { secondFactorOf } from '~/domain/auth/second-factor.server';
import { RefusalNotice } from '~/parts/refusal-notice';
import { DomainError } from '~/platform/errors';
import { readForm } from '~/platform/http/form.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { AppPanel, CodesPanel } from './factor-panels';
import { PasskeyPanel } from './passkey-panel';

const DONE = ['app_off', 'passkey_added', 'passkey_removed', 'passkey_renamed'] as const;

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const { totpSince, codesLeft, passkeys } = await secondFactorOf(viewer);
  const done = new URL(args.request.url).searchParams.get('done');
  return {
    done: DONE.find((known) => known === done) ?? null,
    required: await isFactorRequired(viewer.role),
    totpSince: totpSince?.toISOString() ?? null,
    codesLeft,
    passkeys: passkeys.map(({ id, name, createdAt, lastUsedAt }) => ({
      ...{ id, name },
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    })),
  };
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const id = Number.parseInt(String(form.get('id')), 10) || 0;
  if (form.get('intent') === 'remove-passkey') {
    await removePasskey(await requireRecentProof(args, form), id);
    return redirect('/account/security?done=passkey_removed');
  }
  const viewer = await requireViewerOrKeep(args, form);
  const named = renamePasskeySchema.safeParse({ name: form.get('name') ?? '' });
  if (form.get('intent') !== 'rename-passkey' || !named.success) throw new DomainError('bad_form', 400);
  await renamePasskey(viewer, id, named.data.name);
  return redirect('/account/security?done=passkey_renamed');
});

export default function Security() {
  const { t } = useTranslation('security');
  const { done, required, totpSince, codesLeft, passkeys } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const hasFactor = totpSince !== null || passkeys.length > 0;
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={required ? t('required') : t('subtitle')}
        back={{ to: '/account', label: t('account') }}
      />
      <div className="flex max-w-160 flex-col gap-5">
        <RefusalNotice answer={answer} />
        {!answer && done && <Notice tone="success" role="status" title={t(`done.${done}`)} />}
        <AppPanel since={totpSince} />
        <PasskeyPanel passkeys={passkeys} />
        {hasFactor && <CodesPanel left={codesLeft} />}
      </div>
    </>
  );
}
