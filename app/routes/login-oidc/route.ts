import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { beginOidcSignIn } from '~/domain/auth/oidc-sign-in.server';
import { env } from '~/platform/env.server';
import { safeRedirect } from '~/platform/http/redirect';

/** Leads staff to the provider of identities; a link, since a form may lead nowhere but to the portal. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  if (!env().oidc) throw new Response('Not found\n', { status: 404 });
  const { searchParams } = new URL(request.url);
  const begun = await beginOidcSignIn(
    safeRedirect(searchParams.get('redirectTo')),
    searchParams.has('fresh'),
    { request, address: context.address },
  );
  if (!begun.ok) return redirect(`/login?problem=${begun.code}`);
  return redirect(begun.url, { headers: { 'Set-Cookie': begun.setCookie } });
}
