import { db } from '~/platform/db.server';

/** What a job is about: its name for people, and where it is. */
export type Subject = { label: string; to: string };

type Finder = (ids: string[]) => Promise<(Subject & { id: string })[]>;

const numbers = (ids: string[]) => ids.map(Number).filter(Number.isSafeInteger);
const at = (path: string, number: string) => ({
  label: number,
  to: `/${path}/${encodeURIComponent(number)}`,
});
const numbered = (path: string) => (rows: { id: number; number: string }[]) =>
  rows.map(({ id, number }) => ({ id: String(id), ...at(path, number) }));

const select = { id: true, number: true } as const;

const FINDERS = {
  order: async (ids) =>
    numbered('orders')(await db().order.findMany({ where: { id: { in: numbers(ids) } }, select })),
  shipment: async (ids) =>
    numbered('shipments')(await db().shipment.findMany({ where: { id: { in: numbers(ids) } }, select })),
  quote: async (ids) =>
    numbered('quotes')(await db().quote.findMany({ where: { id: { in: numbers(ids) } }, select })),
  offer: async (ids) =>
    numbered('offers')(await db().offer.findMany({ where: { id: { in: numbers(ids) } }, select })),
  settlement: async (ids) =>
    numbered('settlements')(await db().settlement.findMany({ where: { id: { in: numbers(ids) } }, select })),
  import: async (ids) =>
    (
      await db().import.findMany({ where: { token: { in: ids } }, select: { token: true, fileName: true } })
    ).map(({ token, fileName }) => ({ id: token, ...at('imports', token), label: fileName })),
  mail: async (ids) =>
    (
      await db().mail.findMany({
        where: { id: { in: numbers(ids) } },
        select: { id: true, recipient: true },
      })
    ).map(({ id, recipient }) => ({ id: String(id), label: recipient, to: `/admin/mailbox/${id}` })),
  event: async (ids) => {
    const rows = await db().$queryRaw<{ id: string; order: string | null; shipment: string | null }[]>`
      SELECT e.id::text AS id, o.number AS "order", s.number AS shipment FROM events e
      LEFT JOIN orders o ON o.id = e.order_id LEFT JOIN shipments s ON s.id = e.shipment_id
      WHERE e.id = ANY(${ids.filter((id) => /^\d{1,18}$/.test(id)).map(BigInt)}::bigint[])`;
    return rows.flatMap(({ id, order, shipment }) => {
      if (order) return [{ id, ...at('orders', order) }];
      return shipment ? [{ id, ...at('shipments', shipment) }] : [];
    });
  },
} satisfies Record<string, Finder>;

type Noun = keyof typeof FINDERS;

/** The field of a task's payload that names what it is about. Nothing else of a payload is shown: some carry secrets. */
const NAMED: Record<string, readonly [noun: Noun, field: string]> = {
  event: ['event', 'eventId'],
  'mail.send': ['mail', 'mailId'],
  'guest.mail': ['order', 'orderId'],
  'import.check': ['import', 'token'],
  'import.create': ['import', 'token'],
  'shipment.papers': ['shipment', 'shipmentId'],
  'quote.document': ['quote', 'quoteId'],
  'offer.document': ['offer', 'offerId'],
  'settlement.document': ['settlement', 'settlementId'],
};

/** What these jobs are about, by the job's id, in one query a noun. */
export async function subjectsOf(
  jobs: readonly { id: string; task: string; payload: unknown }[],
): Promise<ReadonlyMap<string, Subject>> {
  const named = jobs.flatMap(({ id, task, payload }) => {
    const [noun, field] = NAMED[task] ?? [];
    const value = field && (payload as Record<string, unknown> | null)?.[field];
    return noun && value ? [{ job: id, noun, value: String(value) }] : [];
  });
  const subjects = new Map<string, Subject>();
  for (const noun of new Set(named.map((one) => one.noun))) {
    const ofNoun = named.filter((one) => one.noun === noun);
    const found = await FINDERS[noun]([...new Set(ofNoun.map(({ value }) => value))]);
    for (const { job, value } of ofNoun) {
      const subject = found.find(({ id }) => id === value);
      if (subject) subjects.set(job, { label: subject.label, to: subject.to });
    }
  }
  return subjects;
}
