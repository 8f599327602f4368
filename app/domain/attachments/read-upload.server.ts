import { readMultipart, type UploadedFile } from '~/platform/http/multipart.server';
import { FILE_LIMIT, ORDER_FILES, REQUEST_LIMIT } from './rules';

const LIMITS = { files: ORDER_FILES, otherFields: 5, fileSize: FILE_LIMIT, totalSize: REQUEST_LIMIT };

/** Reads a form with files for an order by `readMultipart`, within the limits of attachments. */
export function readUpload(
  request: Request,
  onFile: (file: UploadedFile) => Promise<void>,
): Promise<FormData> {
  return readMultipart(request, LIMITS, onFile);
}
