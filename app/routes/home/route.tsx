import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import type { Role } from '~/domain/auth/rules';

const START: Partial<Record<Role, string>> = {
  reseller: '/overview',
  technician: '/queue',
  partner: '/partner',
};

/** Resellers start with what needs them, technicians and partners with what they do next, the others with the list of their orders. */
export async function loader(args: LoaderFunctionArgs) {
  const { role } = await requireViewer(args);
  return redirect(START[role] ?? '/orders');
}
