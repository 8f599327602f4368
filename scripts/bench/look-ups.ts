import { request } from 'node:http';

/** What is typed into the page *Track a repair*. */
export type LookUp = { number: string; proof: string };

/** Two look-ups of the same length: of one number and proof belong together, of the other they do not. */
export type LookUpPair = { hit: LookUp; miss: LookUp };

type Answer = { status: number; headers: string; length: number; milliseconds: number };

/** Of all headers these differ from answer to answer by design. */
const OWN_HEADERS = ['date', 'x-request-id', 'content-security-policy'];

/**
 * Sends the pairs to a portal one request after the other, of each pair the one or the other first by chance, each from an
 * address of its own (the portal has to trust the proxy).
 * @returns the milliseconds of hits and misses, and in which pairs status, headers or length differed
 */
export async function sendLookUps(url: string, pairs: readonly LookUpPair[]) {
  const hits: number[] = [];
  const misses: number[] = [];
  const differing: { status: [number, number]; length: [number, number]; headers: [string, string] }[] = [];
  let sent = 0;
  for (const { hit, miss } of pairs) {
    const hitFirst = Math.random() < 0.5;
    const first = await lookUp(url, hitFirst ? hit : miss, sent++);
    const second = await lookUp(url, hitFirst ? miss : hit, sent++);
    const [one, other] = hitFirst ? [first, second] : [second, first];
    hits.push(one.milliseconds);
    misses.push(other.milliseconds);
    if (one.status !== other.status || one.length !== other.length || one.headers !== other.headers)
      differing.push({
        status: [one.status, other.status],
        length: [one.length, other.length],
        headers: [one.headers, other.headers],
      });
  }
  return { hits, misses, differing };
}

/** Posts the form as it stands, without compression, and reads the answer to its end. */
function lookUp(url: string, fields: LookUp, serial: number): Promise<Answer> {
  const body = new URLSearchParams(fields).toString();
  const address = [10, (serial >> 16) & 255, (serial >> 8) & 255, serial & 255].join('.');
  const headers = {
    'Content-Type': 'application/x-www-form-urlencoded',
    'Content-Length': Buffer.byteLength(body),
    'X-Forwarded-For': address,
  };
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const sending = request(new URL('/track', url), { method: 'POST', headers }, (response) => {
      let length = 0;
      response.on('data', (chunk: Buffer) => {
        length += chunk.length;
      });
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.entries(response.headers)
            .filter(([name]) => !OWN_HEADERS.includes(name))
            .map(([name, value]) => `${name}: ${value}`)
            .sort()
            .join('\n'),
          length,
          milliseconds: performance.now() - started,
        }),
      );
    });
    sending.on('error', reject);
    sending.end(body);
  });
}

/**
 * Welch's t of two samples: by how many standard errors their means differ (B. L. Welch, Biometrika 34, 1947). Above 4.5 a
 * leak of time counts as shown (ISO/IEC 17825).
 */
export function welchT(one: readonly number[], other: readonly number[]): number {
  const facts = (values: readonly number[]) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return { mean, error: squares / (values.length - 1) / values.length };
  };
  const [a, b] = [facts(one), facts(other)];
  return Math.abs(a.mean - b.mean) / Math.sqrt(a.error + b.error);
}
