import { db } from '~/platform/db.server';
import { isStaff, type Viewer } from '../auth/rules';
import { visibleTo } from '../orders/visible.server';
import { hasPreview } from './rules';

const LARGEST_ID = 2_147_483_647;

/** Internal files are the operator's own. */
const seenBy = (viewer: Viewer) => (isStaff(viewer) ? {} : { internal: false });

/**
 * The files on an order as far as the viewer may know of them, newest first; `size` in bytes, `createdAt` in UTC, `preview`
 * the pixels of the larger picture that can be shown; one that is not made yet is expected.
 * @param orderId an order that was already found to be the viewer's
 */
export async function listAttachments(viewer: Viewer, orderId: number) {
  const files = await db().attachment.findMany({
    where: { orderId, ...seenBy(viewer) },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: {
      id: true,
      name: true,
      contentType: true,
      size: true,
      internal: true,
      createdAt: true,
      uploader: { select: { name: true } },
      ...{ previewKey: true, previewedAt: true, width: true, height: true },
    },
  });
  return files.map(({ uploader, previewKey, previewedAt, width, height, ...file }) => ({
    ...file,
    uploader: uploader.name,
    preview: previewKey && width && height ? { width, height } : null,
    previewExpected: previewedAt === null && hasPreview(file.contentType),
  }));
}

export type ShownAttachment = Awaited<ReturnType<typeof listAttachments>>[number];

/** A file of this order, or null when this viewer has none there with this id; both may be any text. */
export async function findAttachment(viewer: Viewer, number: string, id: string) {
  if (number.includes('\0') || !/^[1-9]\d{0,9}$/.test(id) || Number(id) > LARGEST_ID) return null;
  return db().attachment.findFirst({
    where: { id: Number(id), ...seenBy(viewer), order: { AND: [{ number }, visibleTo(viewer)] } },
    select: { name: true, contentType: true, size: true, sha256: true, storageKey: true, previewKey: true },
  });
}
