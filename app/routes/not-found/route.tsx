import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { notFound } from '~/platform/http/responses.server';

/** Every URL that nothing else answers. */
export async function loader(args: LoaderFunctionArgs) {
  await requireViewer(args);
  throw notFound();
}

export { loader as action };

export default function NotFound() {
  return null;
}
