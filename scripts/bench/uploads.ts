import { setTimeout } from 'node:timers/promises';
import sharp from 'sharp';
import { pool } from '../../app/platform/db.server';
import { ENDLESS_FORMS, sendChunked } from '../../tests/support/chunked';
import type { Figure } from './figures';
import { hostileFiles, isActive } from './hostile-files';
import { growthDuring } from './memory';
import type { Subject } from './subjects';
import { orderNumberIn, postOrder } from './visitor';

const MB = 1_000_000;
const MIB = 1024 * 1024;
const BOMB_MB = 512;
const ENDLESS_MB = 2_000;
/** Files of the largest size that is taken, sent at once. */
const AT_ONCE = 4;

/**
 * Files and forms that mean harm, sent to a running portal: what of them it serves as more than a download, and how much
 * its memory grows.
 * @param form the fields of an order of this subject
 */
export async function measureUploads(
  portal: { url: string; pid: number | undefined },
  { cookie }: Subject,
  form: () => Record<string, string>,
): Promise<Figure[]> {
  const newOrder = async () => {
    const number = orderNumberIn(await postOrder(portal.url, cookie, form()));
    if (!number) throw new Error('No order was made.');
    return `${portal.url}/orders/${number}/attachments`;
  };
  const send = async (to: string, name: string, content: Buffer) => {
    const body = new FormData();
    body.append('files', new Blob([new Uint8Array(content)]), name);
    const headers = { Cookie: cookie, Origin: portal.url, Accept: 'application/json' };
    const answer = await (await fetch(to, { method: 'POST', headers, body })).json();
    return (answer as { files?: { id: number }[] }).files?.[0]?.id;
  };
  const files = await hostileFiles(BOMB_MB);
  const photo = await sharp({ create: { width: 4_000, height: 3_000, channels: 3, background: '#765' } })
    .jpeg()
    .toBuffer();
  await warmUp(await newOrder(), (to) => send(to, 'photo.jpg', photo));
  const at = await newOrder();
  const kept: number[] = [];
  const grown = await growthDuring(portal.pid, async () => {
    for (const { name, content, taken } of files) {
      const id = await send(at, name, content);
      if ((id !== undefined) !== taken) throw new Error(`${name}: it is ${taken ? 'not ' : ''}taken.`);
      if (id) kept.push(id);
    }
    await allDecided();
    for (const endless of Object.values(ENDLESS_FORMS)) {
      const { answer } = await sendChunked(at, cookie, ENDLESS_MB, endless);
      if (!/^HTTP\/1\.1 4/.test(answer)) throw new Error(`A form without end: ${answer.slice(0, 100)}`);
    }
    const largest = Buffer.concat([photo, Buffer.alloc(25 * MB - photo.length)]);
    const orders = await Promise.all(Array.from({ length: AT_ONCE }, newOrder));
    await Promise.all(orders.map((to) => send(to, 'large.jpg', largest)));
    await allDecided();
  });
  let active = 0;
  for (const id of kept)
    for (const look of ['', '/preview', '/preview?size=small'])
      if (await isActive(await fetch(`${at}/${id}${look}`, { headers: { Cookie: cookie } }))) active += 1;
  const megabytes = (bytes: number) => bytes / MIB;
  return [
    { name: 'uploads.hostile.active-served', value: active, unit: 'files', limit: { max: 0 } },
    { name: 'uploads.hostile.memory', value: megabytes(grown.process), unit: 'MB', limit: { max: 64 } },
    { name: 'uploads.hostile.memory-with-decoder', value: megabytes(grown.withChildren), unit: 'MB' },
  ];
}

/** Uses every part that files go through, so that what grows later is due to the files. */
async function warmUp(to: string, send: (to: string) => Promise<unknown>): Promise<void> {
  for (let run = 0; run < 12; run++) await send(to);
  await allDecided();
}

/** Waits until of every file it was decided whether it can be shown. */
async function allDecided(): Promise<void> {
  for (;;) {
    const { rows } = await pool().query('SELECT 1 FROM attachments WHERE previewed_at IS NULL LIMIT 1');
    if (rows.length === 0) return;
    await setTimeout(100);
  }
}
