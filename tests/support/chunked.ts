import { connect } from 'node:net';

const part = (name: string) => `--x\r\nContent-Disposition: form-data; name="${name}"`;
const file = `${part('files')}; filename="a.txt"\r\n\r\n`;

/** Forms that never end: what they begin with, and what comes after it, again and again. */
export const ENDLESS_FORMS = {
  'a file of 2 GB': { start: file, pattern: 'a' },
  '10,000 tiny parts': { start: `${file}b`, pattern: `\r\n${file}b` },
  'a field': { start: `${part('internal')}\r\n\r\n`, pattern: 'a' },
  'a header': { start: `${part('files')}; filename="`, pattern: 'a' },
  'what stands before the form': { start: 'nothing', pattern: 'a' },
};

/** Sends a form in chunks, without Content-Length, until the server answers or `megabytes` MB are sent. */
export function sendChunked(
  to: string,
  cookie: string,
  megabytes: number,
  { start, pattern } = ENDLESS_FORMS['a file of 2 GB'],
): Promise<{ answer: string; sent: number }> {
  const { hostname, port, pathname } = new URL(to);
  const content = Buffer.alloc(1_000_000, pattern);
  const chunk = Buffer.concat([
    Buffer.from(`${content.length.toString(16)}\r\n`),
    content,
    Buffer.from('\r\n'),
  ]);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let answer = '';
    let sent = 0;
    let ended = false;
    const fill = () => {
      while (answer === '' && sent < megabytes * content.length) {
        sent += content.length;
        if (!socket.write(chunk)) return;
      }
      if (answer === '' && !ended) socket.write('9\r\n\r\n--x--\r\n\r\n0\r\n\r\n');
      ended = true;
    };
    socket.on('drain', fill);
    socket.on('data', (data) => {
      answer += data;
      if (answer.includes('refusal')) socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve({ answer, sent }));
    socket.write(
      `POST ${pathname} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nCookie: ${cookie}\r\nAccept: application/json\r\n` +
        'Content-Type: multipart/form-data; boundary=x\r\nTransfer-Encoding: chunked\r\n\r\n' +
        `${start.length.toString(16)}\r\n${start}\r\n`,
    );
    fill();
  });
}
