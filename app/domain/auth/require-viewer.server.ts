import { type AppLoadContext, redirect } from '@remix-run/node';
import { withReturn } from '~/platform/http/redirect';
import { notFound } from '~/platform/http/responses.server';
import type { Role, Viewer } from './rules';
import { getViewer } from './session.server';

type Args = { request: Request; context: AppLoadContext };

/** Where a person who must sign in first comes back to. */
export function signInPath(request: Request): string {
  const url = new URL(request.url);
  const back = request.method === 'GET' ? `${url.pathname}${url.search}` : url.pathname;
  return withReturn('/login', back);
}

/** The signed-in person; otherwise throws a redirect to the sign-in page. */
export async function requireViewer(args: Args): Promise<Viewer> {
  const viewer = await getViewer(args);
  if (!viewer) throw redirect(signInPath(args.request));
  return viewer;
}

/** The signed-in person in one of these roles; for others the page does not exist (404). */
export async function requireRole(args: Args, ...roles: Role[]): Promise<Viewer> {
  const viewer = await requireViewer(args);
  if (!roles.includes(viewer.role)) throw notFound();
  return viewer;
}
