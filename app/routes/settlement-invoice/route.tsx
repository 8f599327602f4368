import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { uploadInvoice } from '~/domain/billing/invoice/upload-invoice.server';
import { isDomainError } from '~/platform/errors';
import { discardBody } from '~/platform/http/discard-body.server';

const onPage = (number = '', search = '') => `/settlements/${encodeURIComponent(number)}${search}#invoice`;

/** Invoices are shown on the settlement's page. */
export async function loader(args: LoaderFunctionArgs) {
  await requireViewer(args);
  return redirect(onPage(args.params.number));
}

/** Takes a partner's invoice, and goes back to the settlement's page, which shows what its check found. */
export async function action(args: ActionFunctionArgs) {
  const { request, params } = args;
  try {
    const viewer = await requireViewer(args);
    await uploadInvoice(viewer, params.number ?? '', request);
    return redirect(onPage(params.number), 303);
  } catch (error) {
    await discardBody(request);
    if (!isDomainError(error)) throw error;
    if (error.status === 404) throw new Response('Not found\n', { status: 404 });
    const max = error.details.max;
    const search = new URLSearchParams({
      refused: error.code,
      ...(max !== undefined && { max: String(max) }),
    });
    return redirect(onPage(params.number, `?${search}`), 303);
  }
}
