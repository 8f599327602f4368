import { z } from 'zod';
import { db } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import { dayOf } from '../contracts/rules';
import { contractsVisibleTo, offersVisibleTo } from '../contracts/visible.server';

/** What messages say of offers and contracts; numbers, states and amounts, and nobody's name. */

const offerFacts = z.object({
  offer: z.string(),
  /** False: what was withdrawn is a draft, of which nobody was told. */
  sent: z.boolean().default(true),
  /** True: it is out already, and was mailed once more. */
  again: z.boolean().default(false),
});

/** An offer as this viewer may know it; null when there is nothing to tell them. */
export async function offerData(viewer: Viewer, event: unknown): Promise<object | null> {
  const { offer: number, sent, again } = offerFacts.parse(event);
  const offer = await db().offer.findFirst({
    where: { AND: [{ number }, offersVisibleTo({ viewer })] },
    select: {
      ...{ number: true, state: true, currency: true, netMinor: true, vatMinor: true, grossMinor: true },
      ...{ validUntil: true, sentAt: true, endedAt: true },
      customer: { select: { number: true } },
      decision: { select: { outcome: true, at: true } },
      orders: { orderBy: { id: 'asc' }, select: { number: true } },
      contractVersions: { orderBy: { id: 'asc' }, select: { contract: { select: { number: true } } } },
    },
  });
  if (!offer || !sent || again) return null;
  const { orders, contractVersions, ...rest } = offer;
  return {
    offer: {
      ...rest,
      orders: orders.map((order) => order.number),
      contracts: contractVersions.map(({ contract }) => contract.number),
    },
  };
}

const contractFacts = z.object({ contract: z.string(), version: z.number().optional() });

/** A contract with the version that the event is about, or its latest one; null when the viewer may not know of it. */
export async function contractData(viewer: Viewer, event: unknown): Promise<object | null> {
  const { contract: number, version } = contractFacts.parse(event);
  const contract = await db().contract.findFirst({
    where: { AND: [{ number }, contractsVisibleTo(viewer)] },
    select: {
      ...{ number: true, state: true, currency: true, noticeGivenAt: true },
      customer: { select: { number: true } },
      versions: {
        ...(version !== undefined && { where: { version } }),
        orderBy: { version: 'desc' },
        take: 1,
        select: {
          ...{ version: true, change: true, startsOn: true, endsOn: true, renews: true, priceMinor: true },
          offer: { select: { number: true } },
          _count: { select: { devices: true } },
        },
      },
    },
  });
  const [found] = contract?.versions ?? [];
  if (!contract || !found) return null;
  const { versions: _, ...rest } = contract;
  const { _count, offer, startsOn, endsOn, ...terms } = found;
  const days = { startsOn: dayOf(startsOn), endsOn: dayOf(endsOn) };
  return {
    contract: { ...rest, ...terms, ...days, devices: _count.devices, offer: offer?.number ?? null },
  };
}
