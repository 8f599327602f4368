import type { Db } from '~/platform/db.server';
import { appendEvent } from '../events/append-event.server';
import { describeUserAgent } from './rules';

/** What happens to how a person signs in. Each is told to them by mail and stands in the audit log. */
export const ACCOUNT_NEWS = [
  'account.new_browser',
  'account.password_changed',
  'account.totp_on',
  'account.totp_off',
  'account.codes_made',
  'account.recovery_used',
  'account.passkey_added',
  'account.passkey_removed',
  'account.factor_reset',
  'account.identity_linked',
] as const;

/** The browser that asks. */
export type Client = { request: Request; address: string };

type News = {
  /** `account.sessions_ended`: an administrator signed the person out everywhere; no mail follows. */
  type: (typeof ACCOUNT_NEWS)[number] | 'account.sessions_ended';
  userId: number;
  /** Who did it: the person unless named. */
  actorId?: number;
  /** Where it came from, as far as it is told. */
  client?: Client;
  data?: Record<string, string>;
};

/** Appends an internal event about a person's account, with browser, system and address where a client is given. */
export async function tellOfAccount(tx: Db, news: News): Promise<void> {
  const { userId, client } = news;
  const { companyId } = await tx.user.findUniqueOrThrow({
    where: { id: userId },
    select: { companyId: true },
  });
  await appendEvent(tx, {
    type: news.type,
    ...(companyId !== null && { companyId }),
    actorId: news.actorId ?? userId,
    visibility: 'internal',
    data: { userId, ...(client && placeOf(client)), ...news.data },
  });
}

function placeOf({ request, address }: Client) {
  return { ...describeUserAgent(request.headers.get('User-Agent') ?? ''), address: address.slice(0, 64) };
}
