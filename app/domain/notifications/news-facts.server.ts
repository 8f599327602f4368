import { z } from 'zod';
import type { Db } from '~/platform/db.server';
import { isStaff, type Role } from '../auth/rules';
import type { NewsItem } from './news';
import type { ToldEvent } from './templates/template';

const BODY_MAX = 1500;

const eventFacts = z.object({
  messageId: z.number().optional(),
  quote: z.string().optional(),
  name: z.string().optional(),
  reason: z.string().optional(),
  tracking: z.string().optional(),
});

/** On whose side somebody stands in a conversation. */
export type Side = 'desk' | 'account' | 'partner';

type Facts = {
  /** What the mail says, as it is kept in the ledger. */
  shown: Partial<NewsItem>;
  /** Who wrote it, by side. */
  side: Side;
  /** Who wrote the quote. */
  quoteById: number | null;
};

/** What a mail says of an event beside its kind, and what decides on who gets it. */
export async function newsFacts(tx: Db, event: ToldEvent): Promise<Facts> {
  const facts = eventFacts.parse(event.data);
  const author = event.actorId === null ? null : await tx.user.findUnique({ where: { id: event.actorId } });
  const message =
    facts.messageId === undefined ? null : await tx.message.findUnique({ where: { id: facts.messageId } });
  const quote = facts.quote ? await tx.quote.findUnique({ where: { number: facts.quote } }) : null;
  const quoted = event.type === 'quote.sent' || event.type === 'quote.reminded';
  return {
    shown: {
      ...(message && { author: author?.name ?? '', body: shortened(message.body) }),
      ...(facts.reason && { reason: shortened(facts.reason) }),
      ...(facts.tracking && { tracking: facts.tracking }),
      ...(facts.name && { name: facts.name }),
      ...(quote && { quote: quote.number }),
      ...(quote && quoted && { validUntil: quote.validUntil.toISOString() }),
      ...(quote && quoted && quote.message && { body: shortened(quote.message) }),
    },
    side: sideOf(author?.role as Role | undefined),
    quoteById: quote?.createdById ?? null,
  };
}

function sideOf(role: Role | undefined): Side {
  if (role === undefined || isStaff({ role })) return 'desk';
  return role === 'partner' ? 'partner' : 'account';
}

const shortened = (text: string) =>
  text.length > BODY_MAX ? `${text.slice(0, BODY_MAX).trimEnd()} …` : text;
