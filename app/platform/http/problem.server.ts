import { type IncomingHttpHeaders, STATUS_CODES } from 'node:http';
import { env } from '../env.server';

const BASE = '/api/v1';

/** The methods that resources of the API answer themselves, if only to say that they have none of that name. */
export const API_METHODS: readonly string[] = ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** True for addresses of the API, in any case of the letters, as the router reads them. */
export function isApiAddress({ pathname }: URL): boolean {
  const path = pathname.toLowerCase();
  return path === BASE || path.startsWith(`${BASE}/`);
}

/** False for what no resource of the API is called: data for pages, what has an end of a line, and what cannot be decoded. */
export function isApiPath(path: string): boolean {
  try {
    return !/[\n\r\u2028\u2029]|\.data$/.test(decodeURIComponent(path));
  } catch {
    return false;
  }
}

/** True when a request says that it carries a key of the API. */
export function carriesKey({ authorization }: IncomingHttpHeaders): boolean {
  return /^bearer\s/i.test(authorization ?? '');
}

/** What is wrong with a part of a request: in the body at a JSON pointer (RFC 6901, as a URI fragment), or by name; or with which order. */
export type ProblemError = { detail: string } & (
  | { pointer: string }
  | { parameter: string }
  | { header: string }
  | { order: string }
);

/**
 * A refusal of the API.
 * @param code its name in the API's description
 * @param detail one sentence in English
 */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly more: { errors?: ProblemError[]; headers?: Record<string, string> } = {},
  ) {
    super(code);
  }
}

/** The problem details of a refusal (RFC 9457) as JSON; `type` leads to what the API's description says of it. */
export function problemBody({ status, code, detail, more: { errors } }: Problem) {
  return {
    type: `${env().publicUrl}${BASE}/openapi.json#/x-problems/${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    ...(errors && { errors }),
  };
}
