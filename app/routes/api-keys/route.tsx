import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { listKeys, revokeKey } from '~/domain/api/own-keys.server';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { ApiKeyList } from '~/parts/api-key-list';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm, textFields } from '~/platform/http/form.server';
import { idOf } from '~/platform/http/id-param';
import { withRefusals } from '~/platform/http/refusals.server';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  return { keys: await listKeys(viewer), revoked: new URL(args.request.url).searchParams.has('revoked') };
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const viewer = await requireViewer(args);
  await revokeKey(viewer, idOf(textFields(await readForm(args.request)).id) ?? 0);
  return redirect('/api-keys?revoked', 303);
});

export default function ApiKeys() {
  const { keys, revoked } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <RefusalNotice answer={answer} />
      <ApiKeyList keys={keys} revoked={revoked && !answer} everybody={false} />
    </>
  );
}
