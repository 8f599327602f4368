import {
  type FileUpload,
  FormDataParseError,
  MaxFileSizeExceededError,
  MaxFilesExceededError,
  MaxPartsExceededError,
  MaxTotalSizeExceededError,
  MultipartParseError,
  parseFormData,
} from '@remix-run/form-data-parser';
import { DomainError } from '~/platform/errors';
import { FILE_LIMIT, ORDER_FILES, REQUEST_LIMIT } from './rules';

const MB = 1_000_000;
const OTHER_FIELDS = 5;

/**
 * Reads a multipart form (RFC 7578) and hands over each file as soon as it is complete, so that one file at a time is held
 * in memory. All limits are counted while bytes arrive, whatever the headers claim. File fields left empty are skipped.
 * @returns the fields that are no files
 * Throws DomainError `file_too_large` (413), `upload_too_large` (413), `too_many_files` (422), `bad_form` (400), and
 * whatever `onFile` throws.
 */
export async function readUpload(
  request: Request,
  onFile: (file: FileUpload) => Promise<void>,
): Promise<FormData> {
  if (!/^multipart\/form-data\s*;/i.test(request.headers.get('Content-Type') ?? ''))
    throw new DomainError('bad_form', 400);
  const limits = {
    maxFiles: ORDER_FILES,
    maxParts: ORDER_FILES + OTHER_FIELDS,
    maxFileSize: FILE_LIMIT,
    maxTotalSize: REQUEST_LIMIT,
  };
  try {
    return await parseFormData(request, limits, async (file) => {
      if (!isEmptyField(file)) await onFile(file);
      return null;
    });
  } catch (error) {
    throw refusalOf(error);
  }
}

/** What a browser sends for a file field in which nothing was chosen (HTML, constructing the entry list). */
function isEmptyField(file: FileUpload): boolean {
  return file.size === 0 && (file.name === '' || file.name === 'file-upload');
}

function refusalOf(error: unknown): unknown {
  if (error instanceof MaxFileSizeExceededError)
    return new DomainError('file_too_large', 413, { max: FILE_LIMIT / MB });
  if (error instanceof MaxTotalSizeExceededError)
    return new DomainError('upload_too_large', 413, { max: REQUEST_LIMIT / MB });
  if (error instanceof MaxFilesExceededError || error instanceof MaxPartsExceededError)
    return new DomainError('too_many_files', 422, { max: ORDER_FILES });
  if (error instanceof FormDataParseError || error instanceof MultipartParseError)
    return new DomainError('bad_form', 400);
  return error;
}
