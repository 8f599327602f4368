import { createHash } from 'node:crypto';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { pool } from '~/platform/db.server';
import { networkOf } from '~/platform/http/network';

/** How often a thing may be tried: `points` times in `seconds`. Shared by all processes through the database. */
const LIMITS = {
  sign_in_address: { points: 60, seconds: 15 * 60 },
  sign_in_account: { points: 10, seconds: 15 * 60 },
  reset_address: { points: 20, seconds: 60 * 60 },
  reset_account: { points: 5, seconds: 60 * 60 },
  token_address: { points: 30, seconds: 15 * 60 },
  password_user: { points: 10, seconds: 15 * 60 },
  factor_user: { points: 10, seconds: 15 * 60 },
  passkey_address: { points: 200, seconds: 15 * 60 },
  form_address: { points: 30, seconds: 15 * 60 },
  guest_address: { points: 60, seconds: 15 * 60 },
  share_user: { points: 30, seconds: 60 * 60 },
  track_address: { points: 20, seconds: 60 * 60 },
  track_number: { points: 5, seconds: 60 * 60 },
  api_key: { points: 600, seconds: 60 },
} as const;

export type Limit = keyof typeof LIMITS;

function limiter(limit: Limit) {
  const { points, seconds } = LIMITS[limit];
  return new RateLimiterPostgres({
    storeClient: pool(),
    storeType: 'pool',
    tableName: 'rate_limits',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: limit,
    points,
    duration: seconds,
  });
}

/** Keys are hashed, so that the table says nothing about who tried; addresses of one network are one. */
function hashed(limit: Limit, key: string): string {
  const whose = limit.endsWith('_address') ? networkOf(key) : key;
  return createHash('sha256').update(whose).digest('base64url').slice(0, 32);
}

/**
 * Counts one try of `key`.
 * @returns 0 when it may go on, else the seconds to wait
 */
export async function countTry(limit: Limit, key: string): Promise<number> {
  const { refused, seconds } = await countUse(limit, key);
  return refused ? seconds : 0;
}

/**
 * Counts one use of `key`.
 * @returns whether it was one too many, how many are left, in how many seconds all may be used again, and the limit itself
 */
export async function countUse(limit: Limit, key: string) {
  const tell = (refused: boolean, { remainingPoints, msBeforeNext }: RateLimiterRes) => ({
    refused,
    left: Math.max(0, remainingPoints),
    seconds: Math.max(1, Math.ceil(msBeforeNext / 1000)),
    limit: LIMITS[limit],
  });
  try {
    return tell(false, await limiter(limit).consume(hashed(limit, key)));
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return tell(true, refused);
  }
}

/** Takes back one counted try, which turned out to be in order. */
export async function forgiveTry(limit: Limit, key: string): Promise<void> {
  await limiter(limit).reward(hashed(limit, key));
}

/** Forgets all tries of `key`. */
export async function forgetTries(limit: Limit, key: string): Promise<void> {
  await limiter(limit).delete(hashed(limit, key));
}
