import { IMPORT_LIMITS } from '~/domain/orders/import/rules';
import { textFields } from '~/platform/http/form.server';
import { readMultipart } from '~/platform/http/multipart.server';

/** One file, or as much pasted text; the rest of the form is small. */
const LIMITS = {
  files: 1,
  otherFields: 8,
  fileSize: IMPORT_LIMITS.bytes,
  fieldSize: IMPORT_LIMITS.bytes,
  totalSize: IMPORT_LIMITS.bytes + 3_000_000,
};

/** The form of a new import: its fields, and the bytes of the file or of the pasted rows; null without either. */
export async function readImportForm(request: Request) {
  let file: { name: string; bytes: Uint8Array } | null = null;
  const form = await readMultipart(request, LIMITS, async (upload) => {
    file = { name: upload.name, bytes: new Uint8Array(await upload.content.arrayBuffer()) };
  });
  const fields = textFields(form);
  const pasted = fields.text?.trim() ? { name: '', bytes: new TextEncoder().encode(fields.text) } : null;
  return { form, fields, file: (file as { name: string; bytes: Uint8Array } | null) ?? pasted };
}
