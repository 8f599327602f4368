import http from 'node:http';
import https from 'node:https';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import { isAllowedHost } from './allowed-hosts';
import { publicLookup, refuseSpecial } from './special-addresses.server';

export type Posting = {
  headers: Record<string, string>;
  body: string;
  /** From the beginning to the end of the answer, in milliseconds. */
  timeoutMs: number;
  /** So much of the answer is read, in bytes; then the connection is closed. */
  readBytes: number;
  /** Hosts for which addresses of private networks are allowed too, with or without a port. */
  allowedHosts: readonly string[];
  /** Ends the request from outside. */
  signal?: AbortSignal | undefined;
};

export type OutsideAnswer = { status: number; retryAfter: string | null; text: string };

const plain = { http: new http.Agent(), https: new https.Agent() };
// Addresses are checked when the connection is made, so that a name cannot be bent to another one in between.
const filtering = { http: new RequestFilteringHttpAgent(), https: new RequestFilteringHttpsAgent() };

/**
 * Sends a POST request to a machine of somebody else's. Redirects are not followed, certificates are verified, and addresses
 * that are no public unicast ones (RFC 6890) are refused unless the host is allowed.
 * Throws the Error of the connection, or a `TimeoutError`.
 */
export async function postOutside(to: URL, posting: Posting): Promise<OutsideAnswer> {
  const { headers, body, timeoutMs, allowedHosts, signal } = posting;
  const kind = to.protocol === 'https:' ? 'https' : 'http';
  const allowed = isAllowedHost(to, allowedHosts);
  const refusal = allowed ? null : refuseSpecial(to.hostname);
  if (refusal) throw refusal;
  const where = allowed ? { agent: plain[kind] } : { agent: filtering[kind], lookup: publicLookup };
  const timeout = AbortSignal.timeout(timeoutMs);
  const ends = signal ? AbortSignal.any([signal, timeout]) : timeout;
  const options = { ...where, method: 'POST', signal: ends, maxHeaderSize: 16_384 };
  const length = { 'Content-Length': String(Buffer.byteLength(body)) };
  try {
    return await new Promise<OutsideAnswer>((resolve, reject) => {
      const request = { http, https }[kind].request(to, { ...options, headers: { ...headers, ...length } });
      request.on('error', reject);
      request.on('response', (response) => readStart(response, posting.readBytes).then(resolve, reject));
      request.end(body);
    });
  } catch (error) {
    throw timeout.aborted ? timeout.reason : error;
  }
}

async function readStart(response: http.IncomingMessage, most: number): Promise<OutsideAnswer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= most) break;
  }
  response.destroy();
  return {
    status: response.statusCode ?? 0,
    retryAfter: response.headers['retry-after'] ?? null,
    text: Buffer.concat(chunks).subarray(0, most).toString(),
  };
}
