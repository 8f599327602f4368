import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { assignOrders } from '~/domain/orders/assign-orders.server';
import { getOrder } from '~/domain/orders/detail.server';
import { isDomainError } from '~/platform/errors';
import { readForm } from '~/platform/http/form.server';
import { idOf } from '~/platform/http/id-param';
import { notFound } from '~/platform/http/responses.server';

const pageOf = (number: string) => `/orders/${number}#assignee`;

/** There is nothing to see here: whoever comes sees the order. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'technician', 'administrator');
  const order = await getOrder(viewer, args.params.number ?? '');
  if (!order) throw notFound();
  return redirect(pageOf(order.number));
}

/** Gives an order to a person (`assignee`: an id, or `me`), or to nobody. What cannot be done changes nothing; the order's page shows it. */
export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request);
  const viewer = await requireRole(args, 'technician', 'administrator');
  const number = args.params.number ?? '';
  const asked = String(form.get('assignee') ?? '');
  try {
    const person = asked === 'me' ? viewer.userId : (idOf(asked) ?? 0);
    await assignOrders(viewer, [number], asked === '' ? null : person);
  } catch (error) {
    if (isDomainError(error) && error.status === 404) throw notFound();
    throw error;
  }
  return redirect(pageOf(number));
}
