import type { Client } from './client';

type Change = { topic: string; type: string };

/** An open line of server-sent events. */
export type Line = {
  /** What it told so far, in order. */
  told: (Change & { at: number })[];
  headers: Headers;
  /** The id of the last event, to go on from. */
  id(): string;
  /** Resolves when the portal ends the line. */
  ended: Promise<void>;
  close(): void;
};

/** Opens a line as a browser does. Throws an Error with the status when it is refused. */
export async function openLine(
  client: Pick<Client, 'cookies'>,
  url: string,
  { after, lastId }: { after?: string; lastId?: string } = {},
): Promise<Line> {
  const leave = new AbortController();
  const response = await fetch(new URL(after ? `/live?after=${after}` : '/live', url), {
    headers: {
      Accept: 'text/event-stream',
      'Accept-Encoding': 'gzip, br',
      Cookie: [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      ...(lastId && { 'Last-Event-ID': lastId }),
    },
    redirect: 'manual',
    signal: leave.signal,
  });
  if (!response.ok || !response.body) throw new Error(`The line was refused: ${response.status}`);
  const told: Line['told'] = [];
  let id = '';
  let began = () => {};
  const beginning = new Promise<void>((resolve) => {
    began = resolve;
  });
  const listen = async (reader: ReadableStreamDefaultReader<Uint8Array>) => {
    const decoder = new TextDecoder();
    for (let rest = ''; ; ) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = (rest + decoder.decode(value, { stream: true })).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        id = /^id: (.*)$/m.exec(block)?.[1] ?? id;
        const data = /^data: (.+)$/m.exec(block)?.[1];
        if (data) told.push({ ...(JSON.parse(data) as Change), at: performance.now() });
      }
      began();
    }
  };
  const ended = listen(response.body.getReader()).catch(() => undefined);
  await Promise.race([beginning, ended]);
  return { told, headers: response.headers, id: () => id, ended, close: () => leave.abort() };
}
