import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { endOidcSignIn } from '~/domain/auth/oidc-sign-in.server';
import { env } from '~/platform/env.server';

/** Where the provider of identities sends staff back to. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  if (!env().oidc) throw new Response('Not found\n', { status: 404 });
  const answer = await endOidcSignIn({ request, address: context.address });
  if (answer.ok) return redirect(answer.redirectTo, { headers: answer.headers });
  const query = new URLSearchParams({ problem: answer.code, redirectTo: answer.redirectTo });
  return redirect(`/login?${query}`);
}
