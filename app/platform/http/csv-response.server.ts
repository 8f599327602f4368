import { contentDisposition } from './content-disposition';

/** A file of comma-separated values (RFC 4180) that was made for whoever asked, to be saved as `NAME.csv`. */
export function csvResponse(name: string, bytes: Uint8Array): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Disposition': contentDisposition('attachment', `${name}.csv`),
      'Content-Length': String(bytes.byteLength),
      'Cache-Control': 'private, no-store, no-transform',
    },
  });
}
