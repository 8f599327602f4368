import { pool } from '../../app/platform/db.server';
import type { Figure } from './figures';
import { type LookUpPair, sendLookUps, welchT } from './look-ups';
import { median } from './measure';
import { freePort, startPortal } from './portal-process';

const WARM_UP = 50;
const T_MAX = 4.5;

/**
 * Measures whether the look-up of orders for guests tells a hit from a miss: half of the misses are numbers that were never
 * given out, half have another postcode. A portal of its own mails the links meanwhile, as it does for people.
 * @param settings of the bench, to whose database this process is connected
 * @param count pairs of look-ups
 */
export async function measureLookUps(
  settings: Record<string, string>,
  count: number,
  say: (line: string) => void,
): Promise<Figure[]> {
  const pairs = await findPairs(count + WARM_UP);
  const before = await countMails();
  const behindProxy = { ...settings, PORTAL_TRUST_PROXY: '1', SMTP_URL: '' };
  const portal = await startPortal(await freePort(), behindProxy);
  try {
    say('Warming up');
    await sendLookUps(portal.url, pairs.slice(count));
    say(`${count} pairs of look-ups`);
    const { hits, misses, differing } = await sendLookUps(portal.url, pairs.slice(0, count));
    if (differing[0]) say(JSON.stringify(differing[0], null, 2));
    const mailed = await waitForMails(before + count + WARM_UP);
    return [
      { name: 'guest.look-up.pairs', value: count, unit: 'pairs' },
      { name: 'guest.look-up.differing', value: differing.length, unit: 'pairs', limit: { max: 0 } },
      { name: 'guest.look-up.hit', value: median(hits), unit: 'ms' },
      { name: 'guest.look-up.miss', value: median(misses), unit: 'ms' },
      { name: 'guest.look-up.welch-t', value: welchT(hits, misses), unit: '', limit: { max: T_MAX } },
      {
        name: 'guest.look-up.mailed',
        value: mailed - before,
        unit: 'links',
        limit: { min: count + WARM_UP },
      },
    ];
  } finally {
    await portal.stop();
  }
}

/** Orders with their postcodes, each beside a look-up of the same length that fits no order. */
async function findPairs(count: number): Promise<LookUpPair[]> {
  await pool().query('DELETE FROM rate_limits');
  const { rows } = await pool().query<{ number: string; proof: string }>(
    `SELECT o.number, c.postal_code AS proof FROM orders o JOIN companies c ON c.id = o.customer_id
     WHERE o.status <> 'draft' AND c.postal_code ~ '^[0-9]{4,5}$' AND c.email <> '' ORDER BY random() LIMIT $1`,
    [count],
  );
  if (rows.length < count) throw new Error(`There are only ${rows.length} orders to look up.`);
  return rows.map((hit, index) => ({
    hit,
    miss:
      index % 2 === 0
        ? { number: hit.number.replace(/^RO-\d{4}/, 'RO-1999'), proof: hit.proof }
        : { number: hit.number, proof: hit.proof.replaceAll(/./g, '0') },
  }));
}

/** How many links were mailed so far. */
async function countMails(): Promise<number> {
  const { rows } = await pool().query<{ sent: number }>(
    `SELECT count(*)::int AS sent FROM mails WHERE template = 'guest-link' AND state = 'sent'`,
  );
  return rows[0]?.sent ?? 0;
}

/** Waits until so many links were mailed, ten minutes at most. @returns how many were */
async function waitForMails(count: number): Promise<number> {
  const until = Date.now() + 600_000;
  for (;;) {
    const sent = await countMails();
    if (sent >= count || Date.now() > until) return sent;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}
