/** A message is said to the other side, a public note belongs to the order, an internal note is the operator's own. */
export const MESSAGE_KINDS = ['message', 'public_note', 'internal_note'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** The field in which each is typed: what is internal shares none with what is public. */
export const MESSAGE_FIELDS = {
  message: 'body',
  public_note: 'body',
  internal_note: 'note',
} as const satisfies Record<MessageKind, string>;

/** What changed: the number of an order, and the type of the event that says so. */
export type LiveChange = { topic: string; type: string };

/** Very much changed at once: any order may be among it. */
export const EVERYTHING: LiveChange = { topic: '*', type: '*' };

/** What may have changed how many messages are unread. */
export function tellsOfMessages({ type }: LiveChange): boolean {
  return type === '*' || type === 'message.posted' || type === 'note.posted';
}

/** What a canned reply can name: `{{customer}}` and so on. */
export const PLACEHOLDERS = ['customer', 'device', 'number', 'technician', 'location'] as const;
