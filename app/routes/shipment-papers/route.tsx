import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { z } from 'zod';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { reissuePapers } from '~/domain/shipments/papers.server';
import { isDomainError } from '~/platform/errors';
import { readForm, textFields } from '~/platform/http/form.server';

const onPage = (number = '') => `/shipments/${encodeURIComponent(number)}#papers`;
const form = z.object({ version: z.coerce.number().int().min(1).max(2_147_483_647).catch(0) });

/** Papers are shown on the shipment's page. */
export async function loader(args: LoaderFunctionArgs) {
  await requireViewer(args);
  return redirect(onPage(args.params.number));
}

/** Voids the papers and has new ones made, then goes back to the shipment's page, which shows what they are now. */
export async function action(args: ActionFunctionArgs) {
  const { request, params } = args;
  const viewer = await requireViewer(args);
  const { version } = form.parse(textFields(await readForm(request)));
  try {
    await reissuePapers(viewer, params.number ?? '', version);
  } catch (error) {
    if (!isDomainError(error)) throw error;
    if (error.status === 404) return new Response('Not found\n', { status: 404 });
  }
  return redirect(onPage(params.number), 303);
}
