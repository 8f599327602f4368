import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { passkeyOptions, signInWithPasskey } from '~/domain/auth/passkeys.server';
import { readForm } from '~/platform/http/form.server';
import { safeRedirect, withReturn } from '~/platform/http/redirect';

/** Passkeys are used by a form of the sign-in page. */
export function loader() {
  return redirect('/login');
}

/** Gives the browser a challenge as JSON, or, with what it made of one in `response`, signs in. */
export async function action({ request, context }: ActionFunctionArgs) {
  const client = { request, address: context.address };
  const form = await readForm(request);
  const response = form.get('response');
  if (typeof response !== 'string') {
    const begun = await passkeyOptions(client);
    if (!begun.ok)
      return Response.json(null, { status: 429, headers: { 'Retry-After': String(begun.seconds) } });
    return Response.json(begun.options, { headers: { 'Set-Cookie': begun.setCookie } });
  }
  const redirectTo = safeRedirect(form.get('redirectTo'));
  const answer = await signInWithPasskey(response, client);
  if (answer.ok) return redirect(redirectTo, { headers: answer.headers });
  const back = withReturn('/login', redirectTo);
  return redirect(`${back}${back.includes('?') ? '&' : '?'}problem=${answer.code}`);
}
