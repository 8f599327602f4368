import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { clearPendingForm, dropPendingForm } from '~/domain/auth/pending-form.server';
import { endSessionOf, signedOutHeaders } from '~/domain/auth/sessions.server';

/** Signing out is a form of its own; a link cannot do it. */
export function loader() {
  return redirect('/');
}

export async function action({ request }: ActionFunctionArgs) {
  await Promise.all([endSessionOf(request), dropPendingForm(request)]);
  const headers = await signedOutHeaders();
  headers.append('Set-Cookie', await clearPendingForm());
  return redirect('/login?done=signed_out', { headers });
}
