import { db, transaction } from '~/platform/db.server';
import { storage } from '~/platform/storage.server';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { withChanges } from '../events/changes.server';
import type { OperatorForm } from './schema';

/** What stands in for an operator that was not set up yet. */
const UNNAMED = {
  id: 1,
  name: 'Repair portal',
  accent: '#3651c9',
  logoKey: null,
  logoType: null,
  street: '',
  postalCode: '',
  city: '',
  country: '',
  email: '',
  phone: '',
  website: '',
  paperFooter: '',
  gs1Prefix: null,
  senderName: '',
  updatedAt: new Date(0),
};

/**
 * The company that runs the portal, with the time zone (IANA) that its pages show times in: that of its first
 * service location.
 */
export async function getOperator() {
  const [operator, location] = await Promise.all([
    db().operator.findUnique({ where: { id: 1 } }),
    db().location.findFirst({ where: { active: true }, orderBy: { id: 'asc' }, select: { timeZone: true } }),
  ]);
  return { ...(operator ?? UNNAMED), timeZone: location?.timeZone ?? 'UTC' };
}

/** Changes the operator's name, colour, address and paper footer. */
export async function updateOperator(viewer: Viewer, form: OperatorForm): Promise<void> {
  const fields = { ...form, gs1Prefix: form.gs1Prefix || null };
  await transaction(async (tx) => {
    const before = await tx.operator.findUnique({ where: { id: 1 } });
    await tx.operator.upsert({
      where: { id: 1 },
      create: { ...UNNAMED, ...fields, updatedAt: new Date() },
      update: fields,
    });
    await appendEvent(tx, {
      type: 'operator.changed',
      actorId: viewer.userId,
      visibility: 'internal',
      data: withChanges(before, fields),
    });
  });
}

/** Puts a logo in place of the present one; `png` is null for the portal's own. */
export async function changeLogo(viewer: Viewer, png: Buffer | null): Promise<void> {
  const key = png && `brand/logo-${Date.now()}.png`;
  if (key) await storage().put(key, png);
  const logo = { logoKey: key, logoType: key && 'image/png' };
  const previous = await transaction(async (tx) => {
    const before = await tx.operator.findUnique({ where: { id: 1 }, select: { logoKey: true } });
    await tx.operator.upsert({
      where: { id: 1 },
      create: { ...UNNAMED, ...logo, updatedAt: new Date() },
      update: logo,
    });
    await appendEvent(tx, {
      type: 'operator.logo_changed',
      actorId: viewer.userId,
      visibility: 'internal',
      data: { removed: png === null },
    });
    return before?.logoKey;
  });
  if (previous && previous !== key) await storage().remove(previous);
}
