import { type Db, db, Prisma } from '~/platform/db.server';
import { cleanText } from '~/platform/text';
import { isStaff, type Role, type Viewer } from '../auth/rules';
import type { SubjectKind } from './rules';

const FOUND_MAX = 12;
const OPEN_MAX = 10;
const LOG_MAX = 20;

/** A text as a pattern of LIKE that means nothing but itself. */
const literally = (text: string) => text.replace(/[\\%_]/g, '\\$&');

/** People by name or e-mail address and customers by name, number or address that have every word of `text`; some of each. */
export async function findSubjects(text: string) {
  const words = cleanText(text).slice(0, 100).split(/\s+/).filter(Boolean).slice(0, 6);
  if (words.length === 0) return { people: [], customers: [] };
  const having = (fields: string[]) => ({
    AND: words.map((word) => ({
      OR: fields.map((field) => ({
        [field]: { contains: literally(word), mode: 'insensitive' as const },
      })),
    })),
    erasedAt: null,
  });
  const [people, customers] = await Promise.all([
    db().user.findMany({
      where: having(['name', 'email']) as Prisma.UserWhereInput,
      select: { id: true, name: true, email: true, role: true, company: { select: { name: true } } },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: FOUND_MAX,
    }),
    db().company.findMany({
      where: {
        AND: [
          having(['name', 'number', 'email']) as Prisma.CompanyWhereInput,
          { kind: { in: ['customer', 'reseller'] } },
        ],
      },
      select: { id: true, name: true, number: true, city: true, kind: true },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: FOUND_MAX,
    }),
  ]);
  return { people, customers };
}

/** The open orders that keep somebody from being erased: those a person placed or works on, or those of a customer. */
export async function openOrdersOf(tx: Db, kind: SubjectKind, id: number) {
  const theirs: Prisma.OrderWhereInput =
    kind === 'people'
      ? { OR: [{ createdById: id }, { assigneeId: id }] }
      : { OR: [{ customerId: id }, { accountId: id }] };
  const where = { ...theirs, stage: { not: 'completed' }, status: { not: 'draft' } };
  const count = await tx.order.count({ where });
  const first = await tx.order.findMany({
    where,
    select: { number: true },
    orderBy: { id: 'asc' },
    take: OPEN_MAX,
  });
  return { count, first: first.map(({ number }) => number) };
}

/** What there is of a person or a customer, or null when there is nobody with this id. */
export async function getSubject(viewer: Viewer, kind: SubjectKind, id: number) {
  const found = kind === 'people' ? await person(id) : await customer(id);
  if (!found) return null;
  return {
    ...found,
    kind,
    id,
    open: await openOrdersOf(db(), kind, id),
    yourself: kind === 'people' && id === viewer.userId,
  };
}

export type Subject = NonNullable<Awaited<ReturnType<typeof getSubject>>>;

const count = async (query: Prisma.Sql) => (await db().$queryRaw<{ n: number }[]>(query))[0]?.n ?? 0;

async function person(id: number) {
  const user = await db().user.findUnique({
    where: { id },
    select: {
      ...{
        name: true,
        email: true,
        role: true,
        erasedAt: true,
        company: { select: { id: true, name: true } },
      },
      _count: { select: { orders: true, messages: true, attachments: true } },
    },
  });
  if (!user) return null;
  const { name, email, role, erasedAt, company, _count } = user;
  const mails = await db().mail.count({ where: { recipient: { equals: email, mode: 'insensitive' } } });
  return {
    ...{ name, role, erasedAt, company, confirm: email },
    erasable: true,
    staff: isStaff({ role: role as Role }),
    counts: { people: 1, orders: _count.orders, messages: _count.messages, files: _count.attachments, mails },
  };
}

async function customer(id: number) {
  const company = await db().company.findFirst({
    where: { id, kind: { in: ['customer', 'reseller'] } },
    select: { name: true, number: true, kind: true, erasedAt: true, _count: { select: { users: true } } },
  });
  if (!company) return null;
  const { name, number, kind, erasedAt, _count } = company;
  const orders = Prisma.sql`SELECT id FROM orders WHERE ${id} IN (account_id, customer_id)`;
  const [ofOrders, messages, files, mails] = await Promise.all([
    count(Prisma.sql`SELECT count(*)::int AS n FROM (${orders}) o`),
    count(Prisma.sql`SELECT count(*)::int AS n FROM messages WHERE order_id IN (${orders})`),
    count(Prisma.sql`SELECT count(*)::int AS n FROM attachments WHERE order_id IN (${orders})`),
    count(Prisma.sql`SELECT count(*)::int AS n FROM mails WHERE order_id IN (${orders})`),
  ]);
  return {
    ...{ name, role: kind, erasedAt, company: null, confirm: number },
    erasable: kind === 'customer',
    staff: false,
    counts: { people: _count.users, orders: ofOrders, messages, files, mails },
  };
}

/** What was exported and erased last, without the data of anybody; newest first. */
export async function privacyLog() {
  const events = await db().event.findMany({
    where: { type: { in: ['data.exported', 'data.erased'] } },
    orderBy: { id: 'desc' },
    take: LOG_MAX,
    include: { actor: { select: { name: true } } },
  });
  return events.map((event) => ({
    id: String(event.id),
    type: event.type === 'data.erased' ? ('erased' as const) : ('exported' as const),
    at: event.at.toISOString(),
    actor: event.actor?.name ?? null,
    data: event.data as { subject?: string; id?: number; orders?: number; files?: number; mails?: number },
  }));
}
