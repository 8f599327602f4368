import { db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { isLocale, type Locale } from '~/platform/i18n/locale';
import { fillPlaceholders } from '~/platform/placeholders';
import { isStaff, type Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { withChanges } from '../events/changes.server';
import type { CannedReplyForm } from './schema';

/** Every canned reply, also those no longer offered, in the order in which they are. */
export function listCannedReplies() {
  return db().cannedReply.findMany({ orderBy: [{ active: 'desc' }, { position: 'asc' }, { id: 'asc' }] });
}

/** One canned reply; null when there is none. */
export function getCannedReply(id: number) {
  return db().cannedReply.findUnique({ where: { id } });
}

/** Adds a canned reply, or changes the one with this id. Throws DomainError `not_found` (404). */
export async function saveCannedReply(
  viewer: Viewer,
  id: number | null,
  form: CannedReplyForm,
): Promise<void> {
  await transaction(async (tx) => {
    const before = id === null ? null : await tx.cannedReply.findUnique({ where: { id } });
    if (id !== null && !before) throw new DomainError('not_found', 404);
    const saved = before
      ? await tx.cannedReply.update({ where: { id: before.id }, data: form })
      : await tx.cannedReply.create({ data: form });
    await appendEvent(tx, {
      type: before ? 'canned_reply.changed' : 'canned_reply.added',
      actorId: viewer.userId,
      visibility: 'internal',
      data: { cannedReplyId: saved.id, ...withChanges(before, form) },
    });
  });
}

type AnsweredOrder = {
  id: number;
  number: string;
  deviceName: string;
  customer: { name: string };
  location: { name: string };
};

/** Canned replies that are ready to be sent, in the language of those who will read them. */
export type OfferedReplies = { locale: Locale; replies: { id: number; name: string; text: string }[] };

/**
 * The canned replies for a message about an order, filled: in the language of the person who placed it, or else of the
 * account. For the operator's people only; others get none.
 */
export async function offerReplies(viewer: Viewer, order: AnsweredOrder): Promise<OfferedReplies> {
  if (!isStaff(viewer)) return { locale: 'en', replies: [] };
  const [stored, readers] = await Promise.all([
    db().cannedReply.findMany({ where: { active: true }, orderBy: [{ position: 'asc' }, { id: 'asc' }] }),
    db().order.findUniqueOrThrow({
      where: { id: order.id },
      select: {
        createdBy: { select: { locale: true, companyId: true } },
        account: { select: { locale: true } },
      },
    }),
  ]);
  const { createdBy, account } = readers;
  const chosen = createdBy.companyId === null ? null : createdBy.locale;
  const locale = [chosen, account.locale].find(isLocale) ?? 'en';
  const values = {
    customer: order.customer.name,
    device: order.deviceName,
    number: order.number,
    technician: viewer.name,
    location: order.location.name,
  };
  const replies = stored.map(({ id, name, bodyEn, bodyDe }) => ({
    id,
    name,
    text: fillPlaceholders(locale === 'de' ? bodyDe : bodyEn, values),
  }));
  return { locale, replies };
}
