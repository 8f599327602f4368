import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { isSubjectKind } from '~/domain/privacy/rules';
import { sendData } from '~/domain/privacy/send-data.server';
import { idOf } from '~/platform/http/id-param';

/** Whom the address names, for administrators. Throws the 404. */
async function asked(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const { kind } = args.params;
  const id = idOf(args.params.id);
  if (viewer.role !== 'administrator' || !isSubjectKind(kind) || id === null)
    throw new Response('Not found\n', { status: 404 });
  return { viewer, kind, id };
}

/** The button for it is on the page of the person or customer. */
export async function loader(args: LoaderFunctionArgs) {
  const { kind, id } = await asked(args);
  return redirect(`/admin/privacy/${kind}/${id}`);
}

/** Everything about a person or a customer, as a ZIP. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, kind, id } = await asked(args);
  return sendData(args, viewer, kind, id);
}
