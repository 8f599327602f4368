import { type Db, db, transaction } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { type NotificationType, notificationsFor } from './rules';

type Owner = { userId: number } | { companyId: number };

/** What somebody is told of by mail, and whether they want it: at their own address, and at their company's. */
export async function readPreferences(viewer: Viewer) {
  const company = await companyOf(db(), viewer);
  const [own, ofCompany] = await Promise.all([
    optOutsOf(db(), { userId: viewer.userId }),
    company ? optOutsOf(db(), { companyId: company.id }) : null,
  ]);
  return {
    email: viewer.email,
    company: company && { name: company.name, email: company.email },
    types: notificationsFor(viewer.role).map((type) => ({
      type,
      own: !own.includes(type),
      company: ofCompany !== null && !ofCompany.includes(type),
    })),
  };
}

/** The mails that are wanted at an address. */
export type Wanted = { own: string[]; company: string[] };

/**
 * Writes what the viewer wants to be told of at their own address and, with a company, at its master address; what their
 * role is never told of stays as it is. A change for the company appends an event.
 */
export async function savePreferences(viewer: Viewer, wanted: Wanted): Promise<void> {
  const { userId } = viewer;
  const types = notificationsFor(viewer.role);
  await transaction(async (tx) => {
    await writeOptOuts(tx, { userId }, types, wanted.own);
    const company = await companyOf(tx, viewer);
    if (!company) return;
    const companyId = company.id;
    const changed = await writeOptOuts(tx, { companyId }, types, wanted.company);
    if (changed.length === 0) return;
    await appendEvent(tx, {
      type: 'company.notifications_changed',
      companyId,
      actorId: userId,
      visibility: 'internal',
      data: { changed },
    });
  });
}

/** The viewer's company, unless its address is the viewer's own: then one wish counts for both. */
async function companyOf(tx: Db, { companyId, email }: Viewer) {
  if (companyId === null) return null;
  const company = await tx.company.findUniqueOrThrow({ where: { id: companyId } });
  return company.email.toLowerCase() === email.toLowerCase() ? null : company;
}

async function optOutsOf(tx: Db, owner: Owner): Promise<string[]> {
  const rows = await tx.notificationOptOut.findMany({ where: owner, select: { type: true } });
  return rows.map(({ type }) => type);
}

/** @returns the types of which the wish changed */
async function writeOptOuts(tx: Db, owner: Owner, types: NotificationType[], wanted: string[]) {
  const before = await optOutsOf(tx, owner);
  const unwanted = types.filter((type) => !wanted.includes(type));
  const added = unwanted.filter((type) => !before.includes(type));
  const dropped = types.filter((type) => before.includes(type) && !unwanted.includes(type));
  await tx.notificationOptOut.deleteMany({ where: { ...owner, type: { in: dropped } } });
  await tx.notificationOptOut.createMany({
    data: added.map((type) => ({ ...owner, type })),
    skipDuplicates: true,
  });
  return [...added, ...dropped];
}
