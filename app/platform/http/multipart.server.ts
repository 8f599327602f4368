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
import { DomainError } from '../errors';

const MB = 1_000_000;

/** What a form with files may have at most; sizes in bytes. */
export type UploadLimits = { files: number; otherFields: number; fileSize: number; totalSize: number };

/**
 * Reads a multipart form (RFC 7578) and hands over each file as soon as it is complete, so that one file at a time is held
 * in memory. All limits are counted while bytes arrive, whatever the headers claim. File fields left empty are skipped.
 * @returns the fields that are no files
 * Throws DomainError `file_too_large` (413), `upload_too_large` (413), `too_many_files` (422), `bad_form` (400), and
 * whatever `onFile` throws.
 */
export async function readMultipart(
  request: Request,
  limits: UploadLimits,
  onFile: (file: FileUpload) => Promise<void>,
): Promise<FormData> {
  if (!/^multipart\/form-data\s*;/i.test(request.headers.get('Content-Type') ?? ''))
    throw new DomainError('bad_form', 400);
  const counted = {
    maxFiles: limits.files,
    maxParts: limits.files + limits.otherFields,
    maxFileSize: limits.fileSize,
    maxTotalSize: limits.totalSize,
  };
  try {
    return await parseFormData(request, counted, async (file) => {
      if (!isEmptyField(file)) await onFile(file);
      return null;
    });
  } catch (error) {
    throw refusalOf(error, limits);
  }
}

/** What a browser sends for a file field in which nothing was chosen (HTML, constructing the entry list). */
function isEmptyField(file: FileUpload): boolean {
  return file.size === 0 && (file.name === '' || file.name === 'file-upload');
}

function refusalOf(error: unknown, limits: UploadLimits): unknown {
  if (error instanceof MaxFileSizeExceededError)
    return new DomainError('file_too_large', 413, { max: limits.fileSize / MB });
  if (error instanceof MaxTotalSizeExceededError)
    return new DomainError('upload_too_large', 413, { max: limits.totalSize / MB });
  if (error instanceof MaxFilesExceededError || error instanceof MaxPartsExceededError)
    return new DomainError('too_many_files', 422, { max: limits.files });
  if (error instanceof FormDataParseError || error instanceof MultipartParseError)
    return new DomainError('bad_form', 400);
  return error;
}
