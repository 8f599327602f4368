import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export type ReceivedMail = { from: string; to: string[]; raw: Buffer };

/**
 * What the server does with the next mail; a number is the answer to its content (4xx, 5xx). A function has the mail in
 * its hands, taken, and answers when it likes.
 */
type Manner =
  | 'take'
  | 'refuse-recipient'
  | 'silence'
  | 'drop'
  | number
  | ((mail: ReceivedMail, answer: () => void) => void);

export type MailServer = {
  url: string;
  /** What was taken. */
  received: ReceivedMail[];
  /** How the next mails are met, in order; those after them are taken. */
  next: Manner[];
  close(): void;
};

const refusal = (responseCode: number, message: string) =>
  Object.assign(new Error(message), { responseCode });

/** A real mail server on a free port, which can be told to be difficult. */
export async function startMailServer(): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const next: Manner[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 50,
    onRcptTo(_, __, done) {
      if (next[0] !== 'refuse-recipient') return done();
      next.shift();
      done(refusal(550, '5.1.1 No such user here'));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      const manner = next.shift() ?? 'take';
      if (manner === 'drop') {
        server.connections.forEach((connection) => {
          (connection as unknown as { _socket: { destroy(): void } })._socket.destroy();
        });
        return;
      }
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
        const to = session.envelope.rcptTo.map(({ address }) => address);
        const mail = { from, to, raw: Buffer.concat(chunks) };
        if (manner === 'silence') return;
        if (typeof manner === 'number') return done(refusal(manner, 'Try later'));
        received.push(mail);
        const answer = () => done(null, `2.0.0 Ok: queued as ${received.length}`);
        if (typeof manner === 'function') manner(mail, answer);
        else answer();
      });
    },
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, received, next, close: () => server.close(() => undefined) };
}
