import { db, type Prisma } from '~/platform/db.server';
import type { Row, Table } from './contents';
import { fileName } from './contents';
import { paged } from './paged.server';

/** What there is about somebody, as conditions on the rows of each table. */
export type Scope = {
  orders: Prisma.OrderWhereInput;
  messages: Prisma.MessageWhereInput;
  files: Prisma.AttachmentWhereInput;
  mails: Prisma.MailWhereInput;
  decisions: Prisma.QuoteDecisionWhereInput;
  links: Prisma.GuestLinkWhereInput;
  imports: Prisma.ImportWhereInput;
  events: Prisma.EventWhereInput;
  /** The bytes of files and imports go with it; else they are only named. */
  bytes: boolean;
};

const byId = { orderBy: { id: 'asc' } } as const;
const behind = <Id>(after: Id | null) => (after === null ? {} : { id: { gt: after } });

export const filePath = (file: { id: number; name: string }) => `files/${file.id}-${fileName(file.name)}`;
export const mailPath = (id: number) => `mails/${id}.eml`;
export const importPath = (file: { id: number; fileName: string }) =>
  `imports/${file.id}-${fileName(file.fileName)}`;

async function* mapped<R>(rows: AsyncGenerator<R>, toRow: (row: R) => Row): AsyncGenerator<Row> {
  for await (const row of rows) yield toRow(row);
}

const readOrders = (where: Prisma.OrderWhereInput) =>
  paged((after: number | null, take) =>
    db().order.findMany({
      where: { AND: [where, behind(after)] },
      take,
      ...byId,
      include: {
        submission: { select: { content: true, approvedAt: true } },
        lines: { select: { description: true, quantityThousandths: true, unitPriceMinor: true } },
        customer: { select: { number: true, name: true } },
      },
    }),
  );

export const readFiles = (where: Prisma.AttachmentWhereInput) =>
  paged((after: number | null, take) =>
    db().attachment.findMany({
      where: { AND: [where, behind(after)] },
      take,
      ...byId,
      include: { order: { select: { number: true } }, uploader: { select: { name: true } } },
    }),
  );

export const readMails = (where: Prisma.MailWhereInput) =>
  paged((after: number | null, take) =>
    db().mail.findMany({ where: { AND: [where, behind(after)] }, take, ...byId }),
  );

export const readImports = (where: Prisma.ImportWhereInput) =>
  paged((after: number | null, take) =>
    db().import.findMany({ where: { AND: [where, behind(after)] }, take, ...byId }),
  );

const readMessages = (where: Prisma.MessageWhereInput) =>
  paged((after: number | null, take) =>
    db().message.findMany({
      where: { AND: [where, behind(after)] },
      take,
      ...byId,
      include: { order: { select: { number: true } }, author: { select: { name: true } } },
    }),
  );

const readEvents = (where: Prisma.EventWhereInput) =>
  paged((after: bigint | null, take) =>
    db().event.findMany({ where: { AND: [where, behind(after)] }, take, ...byId }),
  );

async function* readDecisions(where: Prisma.QuoteDecisionWhereInput): AsyncGenerator<Row> {
  const found = await db().quoteDecision.findMany({
    where,
    orderBy: { quoteId: 'asc' },
    include: { quote: { select: { number: true, order: { select: { number: true } } } } },
  });
  for (const { quote, outcome, name, email, reason, shown, at } of found)
    yield { quote: quote.number, order: quote.order.number, outcome, name, email, reason, at, shown };
}

async function* readLinks(where: Prisma.GuestLinkWhereInput): AsyncGenerator<Row> {
  const found = await db().guestLink.findMany({
    where,
    ...byId,
    include: { order: { select: { number: true } } },
  });
  for (const { order, scope, email, name, createdAt, expiresAt, revokedAt, lastUsedAt } of found)
    yield { order: order.number, scope, email, name, createdAt, expiresAt, revokedAt, lastUsedAt };
}

/** The tables of everything in this scope. */
export function tablesOf(scope: Scope): Table[] {
  return [
    {
      name: 'orders',
      columns: [
        ...[
          'number',
          'status',
          'createdAt',
          'completedAt',
          'customer',
          'device',
          'imei',
          'serial',
          'problem',
        ],
        ...['customerReferences', 'internalReferences', 'trackingNumbers'],
      ],
      rows: () =>
        mapped(readOrders(scope.orders), ({ customer, submission, ...order }) => ({
          ...{ number: order.number, kind: order.kind, status: order.status, createdAt: order.createdAt },
          ...{ completedAt: order.completedAt, customer: `${customer.number} · ${customer.name}` },
          ...{ device: order.deviceName, imei: order.imei, serial: order.serial, problem: order.problem },
          customerReferences: order.customerReferences,
          internalReferences: order.internalReferences,
          trackingNumbers: order.trackingNumbers,
          ...{ draft: order.draft, currency: order.currency, lines: order.lines, submission },
        })),
    },
    {
      name: 'messages',
      columns: ['order', 'at', 'author', 'kind', 'text'],
      rows: () =>
        mapped(readMessages(scope.messages), ({ order, author, createdAt, kind, body }) => ({
          ...{ order: order.number, at: createdAt, author: author.name, kind, text: body },
        })),
    },
    {
      name: 'files',
      columns: ['order', 'at', 'name', 'contentType', 'size', 'file'],
      rows: () =>
        mapped(readFiles(scope.files), (file) => ({
          ...{ order: file.order.number, at: file.createdAt, name: file.name, uploader: file.uploader.name },
          ...{ contentType: file.contentType, size: file.size, sha256: file.sha256 },
          file: scope.bytes ? filePath(file) : null,
        })),
    },
    {
      name: 'mails',
      columns: ['at', 'recipient', 'subject', 'state', 'file'],
      rows: () =>
        mapped(
          readMails(scope.mails),
          ({ id, createdAt, sentAt, recipient, subject, state, storageKey }) => ({
            ...{ at: createdAt, sentAt, recipient, subject, state },
            file: storageKey === null ? null : mailPath(id),
          }),
        ),
    },
    {
      name: 'decisions',
      columns: ['quote', 'order', 'at', 'outcome', 'name', 'email', 'reason'],
      rows: () => readDecisions(scope.decisions),
    },
    {
      name: 'links',
      columns: ['order', 'scope', 'name', 'email', 'createdAt', 'expiresAt', 'lastUsedAt'],
      rows: () => readLinks(scope.links),
    },
    {
      name: 'imports',
      columns: ['at', 'kind', 'name', 'rows', 'file'],
      rows: () =>
        mapped(readImports(scope.imports), (one) => ({
          ...{ at: one.createdAt, kind: one.kind, name: one.fileName, rows: one.total, counts: one.counts },
          file: scope.bytes ? importPath(one) : null,
        })),
    },
    {
      name: 'events',
      columns: ['at', 'type', 'data'],
      rows: () => mapped(readEvents(scope.events), ({ at, type, data }) => ({ at, type, data })),
    },
  ];
}
