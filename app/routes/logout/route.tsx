import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { clearPendingForm, dropPendingForm } from '~/domain/auth/pending-form.server';
import { clearSessionCookie, endSessionOf } from '~/domain/auth/sessions.server';

/** Signing out is a form of its own; a link cannot do it. */
export function loader() {
  return redirect('/');
}

export async function action({ request }: ActionFunctionArgs) {
  await Promise.all([endSessionOf(request), dropPendingForm(request)]);
  const headers = new Headers();
  headers.append('Set-Cookie', await clearSessionCookie());
  headers.append('Set-Cookie', await clearPendingForm());
  return redirect('/login?done=signed_out', { headers });
}
