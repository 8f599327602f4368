import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { S3Settings } from '../../app/platform/storage/contract';

/** How the peer behaves: as it should, with an answer that every client has to try again after, full, or not at all. */
type Health = 'well' | 'busy once' | 'busy' | 'full' | 'silent' | 'hangs up' | 'stops in the middle';

type Upload = { key: string; begun: Date; parts: Map<number, Buffer> };

export type S3Peer = {
  settings: S3Settings & { endpoint: string; credentials: NonNullable<S3Settings['credentials']> };
  /** What lies in its bucket. */
  objects: Map<string, Buffer>;
  uploads: Map<string, Upload>;
  health: Health;
  close(): Promise<void>;
};

const PART_LEAST = 5 * 1024 * 1024;
const SKEW_MS = 15 * 60 * 1000;
const REGION = 'eu-central-2';

class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(code);
  }
}

/**
 * A peer that speaks as much of the protocol of S3 as the portal does, and checks what it hears: the signature (version 4,
 * Amazon S3 API Reference, Authenticating Requests), the hash of each body, its announced length, sizes and ETags of parts.
 */
export async function startS3Peer(): Promise<S3Peer> {
  const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: `s/${randomUUID()}+` };
  const bucket = 'portal-files';
  const peer: Omit<S3Peer, 'settings' | 'close'> = {
    objects: new Map(),
    uploads: new Map(),
    health: 'well',
  };
  const server = createServer((request, response) => {
    answer(peer, bucket, credentials, request, response).catch((error: unknown) => {
      const { status, code } = error instanceof Refusal ? error : new Refusal(500, 'InternalError');
      const xml = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${error}</Message></Error>`;
      response.writeHead(status, { 'Content-Type': 'application/xml' });
      response.end(request.method === 'HEAD' ? undefined : xml);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(peer, {
    settings: { bucket, endpoint, region: REGION, credentials, timeoutMs: 1_000 },
    async close() {
      server.close();
      server.closeAllConnections();
    },
  });
}

async function answer(
  peer: Omit<S3Peer, 'settings' | 'close'>,
  bucket: string,
  credentials: S3Peer['settings']['credentials'],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await buffer(request);
  if (peer.health === 'silent') return;
  if (peer.health === 'hangs up') return void response.destroy();
  if (peer.health === 'full' && /^PUT|POST$/.test(request.method ?? ''))
    throw new Refusal(507, 'QuotaExceeded');
  if (peer.health === 'busy once' || peer.health === 'busy') {
    if (peer.health === 'busy once') peer.health = 'well';
    throw new Refusal(503, 'SlowDown');
  }
  const url = new URL(request.url ?? '/', 'http://peer');
  checkSignature(request, url, body, credentials);
  const [, found = '', ...rest] = url.pathname.split('/').map(decodeURIComponent);
  const key = rest.join('/');
  if (found !== bucket) throw new Refusal(404, 'NoSuchBucket');
  const query = url.searchParams;
  const xml = (content: string) =>
    response.writeHead(200, { 'Content-Type': 'application/xml' }).end(`<?xml version="1.0"?>${content}`);
  const upload = () => {
    const begun = peer.uploads.get(query.get('uploadId') ?? '');
    if (begun?.key !== key) throw new Refusal(404, 'NoSuchUpload');
    return begun;
  };
  switch (`${request.method}${['uploads', 'uploadId', 'list-type'].find((name) => query.has(name)) ?? ''}`) {
    case 'PUT':
      peer.objects.set(key, body);
      response.writeHead(200, { ETag: etag(body) }).end();
      return;
    case 'GETlist-type':
      xml(objectList([...peer.objects.keys()].sort(), query.get('continuation-token')));
      return;
    case 'GET':
    case 'HEAD':
      send(peer, key, request, response);
      return;
    case 'DELETE':
      peer.objects.delete(key);
      response.writeHead(204).end();
      return;
    case 'POSTuploads': {
      const id = randomUUID();
      peer.uploads.set(id, { key, begun: new Date(), parts: new Map() });
      xml(`<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`);
      return;
    }
    case 'PUTuploadId':
      upload().parts.set(Number(query.get('partNumber')), body);
      response.writeHead(200, { ETag: etag(body) }).end();
      return;
    case 'POSTuploadId':
      peer.objects.set(key, join(upload(), body.toString()));
      peer.uploads.delete(query.get('uploadId') ?? '');
      xml('<CompleteMultipartUploadResult><ETag>"done"</ETag></CompleteMultipartUploadResult>');
      return;
    case 'DELETEuploadId':
      upload();
      peer.uploads.delete(query.get('uploadId') ?? '');
      response.writeHead(204).end();
      return;
    case 'GETuploads':
      xml(listing(peer.uploads, query.get('upload-id-marker')));
      return;
    default:
      throw new Refusal(501, 'NotImplemented');
  }
}

/** Two keys a page, so that lists go on. */
function objectList(keys: string[], after: string | null): string {
  const rest = keys.filter((key) => after === null || key > after);
  const page = rest.slice(0, 2);
  const contents = page.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('');
  const more = rest.length > page.length;
  const next = more ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
  return `<ListBucketResult><IsTruncated>${more}</IsTruncated>${contents}${next}</ListBucketResult>`;
}

function send(
  { objects, health }: Pick<S3Peer, 'objects' | 'health'>,
  key: string,
  { method }: IncomingMessage,
  response: ServerResponse,
): void {
  const object = objects.get(key);
  if (!object) throw new Refusal(404, 'NoSuchKey');
  response.writeHead(200, { 'Content-Length': object.length, ETag: etag(object) });
  if (method === 'HEAD') response.end();
  else if (health === 'stops in the middle') response.write(object.subarray(0, object.length / 2));
  else response.end(object);
}

/** One upload a page, so that reading on is tried. */
function listing(uploads: Map<string, Upload>, marker: string | null): string {
  const sorted = [...uploads].sort(([a], [b]) => a.localeCompare(b)).filter(([id]) => !marker || id > marker);
  const [first] = sorted;
  const content = first
    ? `<Upload><Key>${first[1].key}</Key><UploadId>${first[0]}</UploadId><Initiated>${first[1].begun.toISOString()}</Initiated></Upload>`
    : '';
  const next = `<NextKeyMarker>${first?.[1].key ?? ''}</NextKeyMarker><NextUploadIdMarker>${first?.[0] ?? ''}</NextUploadIdMarker>`;
  const more = sorted.length > 1;
  return `<ListMultipartUploadsResult><IsTruncated>${more}</IsTruncated>${more ? next : ''}${content}</ListMultipartUploadsResult>`;
}

/** The object of an upload. Throws a Refusal for parts that are missing, changed or too small. */
function join({ parts }: Upload, xml: string): Buffer {
  const listed = [...xml.matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part = '']) => ({
    number: Number(/<PartNumber>(\d+)</.exec(part)?.[1]),
    tag: /<ETag>(.*?)</.exec(part)?.[1]?.replaceAll('&quot;', '"'),
  }));
  if (listed.length === 0) throw new Refusal(400, 'MalformedXML');
  const pieces = listed.map(({ number, tag }, index) => {
    const piece = parts.get(number);
    if (!piece || etag(piece) !== tag) throw new Refusal(400, 'InvalidPart');
    if (piece.length < PART_LEAST && index < listed.length - 1) throw new Refusal(400, 'EntityTooSmall');
    return piece;
  });
  return Buffer.concat(pieces);
}

const etag = (content: Buffer) => `"${createHash('md5').update(content).digest('hex')}"`;
const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

function checkSignature(
  request: IncomingMessage,
  url: URL,
  body: Buffer,
  { accessKeyId, secretAccessKey }: S3Peer['settings']['credentials'],
): void {
  const { headers } = request;
  const text = (name: string) => String(headers[name] ?? '');
  const [, id, date = '', region, signed = '', signature = ''] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/.exec(
      text('authorization'),
    ) ?? [];
  if (id !== accessKeyId) throw new Refusal(403, 'InvalidAccessKeyId');
  if (region !== REGION) throw new Refusal(400, 'AuthorizationHeaderMalformed');
  const at = text('x-amz-date');
  const time = Date.parse(at.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (!(Math.abs(Date.now() - time) < SKEW_MS) || !at.startsWith(date))
    throw new Refusal(403, 'RequestTimeTooSkewed');
  const names = signed.split(';');
  const needed = Object.keys(headers).filter((name) => name === 'host' || name.startsWith('x-amz-'));
  if (needed.some((name) => !names.includes(name))) throw new Refusal(403, 'AccessDenied');
  const hash = text('x-amz-content-sha256');
  if (hash !== sha256(body)) throw new Refusal(400, 'XAmzContentSHA256Mismatch');
  const canonical = [
    request.method,
    url.pathname,
    [...url.searchParams]
      .map(([name, value]) => `${encode(name)}=${encode(value)}`)
      .sort()
      .join('&'),
    ...names.map((name) => `${name}:${text(name).trim().replace(/ +/g, ' ')}`),
    '',
    signed,
    hash,
  ].join('\n');
  const scope = `${date}/${region}/s3/aws4_request`;
  const key = ['s3', 'aws4_request'].reduce(hmac, hmac(hmac(`AWS4${secretAccessKey}`, date), region));
  const right = hmac(key, ['AWS4-HMAC-SHA256', at, scope, sha256(canonical)].join('\n'));
  if (!timingSafeEqual(right, Buffer.from(signature, 'hex'))) throw new Refusal(403, 'SignatureDoesNotMatch');
}
