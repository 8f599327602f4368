import { z } from 'zod';
import type { NotificationType } from './rules';

/** Who is told: the account's people, the service location, or the other sides of a conversation. */
type Audience = 'account' | 'both' | 'others';

type NewsRule = { type: NotificationType; told: Audience; opens: 'order' | 'reply' | 'quote' };

/** What a mail about an order may tell, the most pressing first: of several the first one gives the mail its subject. */
export const NEWS = {
  awaiting_decision: { type: 'order-decision', told: 'account', opens: 'order' },
  quote_sent: { type: 'quote', told: 'account', opens: 'quote' },
  quote_reminded: { type: 'quote', told: 'account', opens: 'quote' },
  cancelled: { type: 'order-cancelled', told: 'account', opens: 'order' },
  returned_unrepaired: { type: 'order-returned', told: 'account', opens: 'order' },
  returned: { type: 'order-returned', told: 'account', opens: 'order' },
  executed: { type: 'order-returned', told: 'account', opens: 'order' },
  quote_declined: { type: 'quote-decided', told: 'both', opens: 'quote' },
  quote_accepted: { type: 'quote-decided', told: 'both', opens: 'quote' },
  quote_accepted_by_itself: { type: 'quote-decided', told: 'both', opens: 'quote' },
  quote_expired: { type: 'quote-decided', told: 'both', opens: 'quote' },
  quote_withdrawn: { type: 'quote', told: 'account', opens: 'quote' },
  ready: { type: 'order-ready', told: 'account', opens: 'order' },
  message: { type: 'message', told: 'others', opens: 'reply' },
  public_note: { type: 'message', told: 'account', opens: 'order' },
  received: { type: 'order-received', told: 'account', opens: 'order' },
} as const satisfies Record<string, NewsRule>;

export type NewsKind = keyof typeof NEWS;

export const NEWS_KINDS = Object.keys(NEWS) as [NewsKind, ...NewsKind[]];

/** One thing that happened to an order, as it is kept in the ledger; `event` is the id of the event. */
export const newsItem = z.object({
  event: z.string(),
  kind: z.enum(NEWS_KINDS),
  at: z.string(),
  author: z.string().optional(),
  body: z.string().optional(),
  reason: z.string().optional(),
  tracking: z.string().optional(),
  quote: z.string().optional(),
  name: z.string().optional(),
  /** The last moment of a quote (UTC). */
  validUntil: z.string().optional(),
});
export type NewsItem = z.infer<typeof newsItem>;

/** The events that news are made of. */
const eventData = z.object({
  to: z.string().optional(),
  undone: z.boolean().optional(),
  shipment: z.string().optional(),
  kind: z.string().optional(),
  automatic: z.boolean().optional(),
});

/**
 * What an event tells people, or null. Orders that move with a shipment are not told of one by one, and a step that was
 * taken back is none.
 */
export function newsKindOf(event: { type: string; data: unknown }): NewsKind | null {
  const { data: facts } = eventData.safeParse(event.data);
  if (!facts) return null;
  const kind = kindNamed(event.type, facts);
  return NEWS_KINDS.find((known) => known === kind) ?? null;
}

function kindNamed(type: string, facts: z.infer<typeof eventData>): string | undefined {
  if (type === 'order.moved') return facts.undone || facts.shipment ? undefined : facts.to;
  if (type === 'message.posted') return 'message';
  if (type === 'note.posted') return facts.kind;
  if (type === 'quote.accepted' && facts.automatic) return 'quote_accepted_by_itself';
  return type.startsWith('quote.') ? type.replace('.', '_') : undefined;
}

/** What of the items says the same as another one, more plainly. */
const COVERED: Partial<Record<NewsKind, NewsKind[]>> = {
  awaiting_decision: ['quote_sent', 'quote_accepted', 'quote_accepted_by_itself', 'quote_declined'],
  quote_sent: ['quote_accepted_by_itself'],
};

/** The items to show, in the order of time, without those that another one covers; and the one that presses most. */
export function shownNews(items: NewsItem[]): { shown: NewsItem[]; first: NewsItem | undefined } {
  const shown = items
    .filter(({ kind }) => !COVERED[kind]?.some((other) => items.some((item) => item.kind === other)))
    .sort((a, b) => a.at.localeCompare(b.at) || Number(BigInt(a.event) - BigInt(b.event)));
  const rank = (item: NewsItem) => NEWS_KINDS.indexOf(item.kind);
  const first = shown.reduce<NewsItem | undefined>(
    (best, item) => (best && rank(best) <= rank(item) ? best : item),
    undefined,
  );
  return { shown, first };
}
