import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { enterContext, leaveContext } from '~/domain/companies/context.server';
import { choosesCustomer } from '~/domain/companies/rules';
import { isDomainError } from '~/platform/errors';
import { readForm, textFields } from '~/platform/http/form.server';
import { idOf } from '~/platform/http/id-param';
import { safeRedirect } from '~/platform/http/redirect';

const missing = () => new Response('Not found\n', { status: 404 });

/** A link changes nothing: for whom a browser orders is changed by a form. */
export function loader() {
  return redirect('/');
}

/** Starts ordering for the `company`, or without one leaves the present customer. */
export async function action(args: ActionFunctionArgs) {
  const fields = textFields(await readForm(args.request));
  const viewer = await requireViewer(args);
  if (!choosesCustomer(viewer.role)) throw missing();
  const back = safeRedirect(fields.redirectTo);
  if (!fields.company) {
    await leaveContext(viewer);
    return redirect(back);
  }
  const id = idOf(fields.company);
  if (id === null) throw missing();
  try {
    await enterContext(viewer, id);
  } catch (error) {
    if (!isDomainError(error)) throw error;
    // Who looks after it reads on its page that it is deactivated.
    if (error.code === 'customer_inactive' && viewer.role !== 'technician')
      return redirect(`/customers/${id}`);
    throw missing();
  }
  return redirect(back);
}
