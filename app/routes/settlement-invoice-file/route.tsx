import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { findInvoiceFile } from '~/domain/billing/queries.server';
import { BILLING_ROLES } from '~/domain/billing/rules';
import { contentDisposition } from '~/platform/http/content-disposition';
import { fileResponse } from '~/platform/http/file-response.server';
import { idOf } from '~/platform/http/id-param';

/** The file of a partner's invoice, to be saved and never shown as a page of this portal. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, ...BILLING_ROLES);
  const id = idOf(args.params.id);
  const file = id === null ? null : await findInvoiceFile(viewer, args.params.number ?? '', id);
  if (!file) throw new Response('Not found\n', { status: 404 });
  const { fileName, storageKey, contentType, size, sha256 } = file;
  const disposition = contentDisposition('attachment', fileName);
  return fileResponse(args.request, { storageKey, contentType, size, disposition, version: sha256 });
}
