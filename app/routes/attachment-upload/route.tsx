import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { addAttachments } from '~/domain/attachments/add-attachments.server';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { type DomainError, isDomainError } from '~/platform/errors';
import { discardBody } from '~/platform/http/discard-body.server';
import type { Refusal } from '~/platform/http/refusals.server';

const onPage = (number = '', search = '') => `/orders/${encodeURIComponent(number)}${search}#attachments`;

/** Files are shown on the order's page. */
export async function loader(args: LoaderFunctionArgs) {
  await requireViewer(args);
  return redirect(onPage(args.params.number));
}

/** Takes the files of a form: answers JSON to a script that asks for it, and a form by going back to the order's page. */
export async function action(args: ActionFunctionArgs) {
  const { request, params } = args;
  const byScript = request.headers.get('Accept')?.includes('application/json') ?? false;
  try {
    const viewer = await requireViewer(args);
    const files = await addAttachments(viewer, params.number ?? '', request);
    return byScript ? Response.json({ ok: true, files }) : redirect(onPage(params.number), 303);
  } catch (error) {
    await discardBody(request);
    if (isDomainError(error)) return refuse(error, params.number, byScript);
    if (byScript && error instanceof Response) return refusalJson({ code: 'signed_out', details: {} }, 401);
    throw error;
  }
}

function refuse({ code, details, status }: DomainError, number: string | undefined, byScript: boolean) {
  if (byScript) return refusalJson({ code, details }, status);
  if (status === 404) return new Response('Not found\n', { status });
  const values = Object.entries(details).map(([name, value]): [string, string] => [name, String(value)]);
  const search = new URLSearchParams({ ...Object.fromEntries(values), refused: code });
  return redirect(onPage(number, `?${search}`), 303);
}

const refusalJson = (refusal: Refusal, status: number) => Response.json({ refusal }, { status });
