import { readBody } from './form.server';
import { Problem } from './problem.server';

/** The most bytes that a JSON body may have. */
const JSON_LIMIT = 256 * 1024;

/**
 * Reads a JSON body (RFC 8259) of at most 256 KiB.
 * Throws Problem `not_json` (415) or `bad_json` (400), and DomainError as `readBody` does.
 */
export async function readJson(request: Request): Promise<unknown> {
  const [type = ''] = (request.headers.get('Content-Type') ?? '').split(';');
  if (type.trim().toLowerCase() !== 'application/json')
    throw new Problem(415, 'not_json', 'Send the body as application/json.', {
      headers: { Accept: 'application/json' },
    });
  const bytes = await readBody(request, JSON_LIMIT);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Problem(400, 'bad_json', 'The body is not JSON in UTF-8.');
  }
}
