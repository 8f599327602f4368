import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { expect, test } from 'vitest';

test('a mail goes to another machine encrypted, or not at all', async () => {
  let taken = 0;
  const peer = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'] },
    onData: (stream, _, done) => {
      taken += 1;
      stream.resume().on('end', () => done());
    },
  });
  peer.listen(0, '127.0.0.1');
  await once(peer.server, 'listening');
  const { port } = peer.server.address() as AddressInfo;
  const { composeMail, handOver } = await import('../../app/platform/mail.server');
  const { env } = await import('../../app/platform/env.server');
  const somebody = { name: '', address: 'a@people.test' };
  const mail = {
    messageId: '1@portal.test',
    from: somebody,
    to: somebody,
    subject: 'x',
    text: 'x',
    html: 'x',
  };
  const bytes = await composeMail(mail);
  const sendBy = async (url: string) => {
    env().SMTP_URL = url;
    return handOver(bytes, 'a@people.test');
  };
  try {
    // To the system this is the same peer, to the portal an address that is not its own machine's.
    await expect(sendBy(`smtp://0.0.0.0:${port}`)).rejects.toThrow(/STARTTLS/);
    expect(taken).toBe(0);
    await sendBy(`smtp://0.0.0.0:${port}?requireTLS=false`);
    await sendBy(`smtp://127.0.0.1:${port}`);
    expect(taken).toBe(2);
  } finally {
    peer.close();
  }
});
