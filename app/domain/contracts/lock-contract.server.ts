import type { Db, Prisma } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { dayOf, type Terms } from './rules';

/** What belongs to a contract wherever a command changes it: its newest version is the one that holds. */
const CONTRACT_PARTS = {
  customer: true,
  account: true,
  servicePlan: true,
  versions: { orderBy: { version: 'desc' }, take: 1, include: { devices: { orderBy: { id: 'asc' } } } },
} satisfies Prisma.ContractInclude;

/**
 * The contract with its newest version, locked against other commands until the transaction ends.
 * @param visible which contracts the asker may know of
 * Throws DomainError `not_found` (404) for a stranger's and for an unknown number alike.
 */
export async function lockContract(tx: Db, number: string, visible: Prisma.ContractWhereInput) {
  const known = number.replaceAll('\0', '');
  await tx.$queryRaw`SELECT 1 FROM contracts WHERE number = ${known} FOR UPDATE`;
  const contract = await tx.contract.findFirst({
    where: { AND: [{ number: known }, visible] },
    include: CONTRACT_PARTS,
  });
  const current = contract?.versions[0];
  if (!contract || !current) throw new DomainError('not_found', 404);
  return { ...contract, current };
}

export type LockedContract = Awaited<ReturnType<typeof lockContract>>;
type Version = LockedContract['current'];

/** The terms of a version. */
export const termsOf = (version: Omit<Terms, 'endsOn'> & { endsOn: Date }): Terms => ({
  endsOn: dayOf(version.endsOn),
  renews: version.renews,
  renewalMonths: version.renewalMonths,
  noticeDays: version.noticeDays,
});

type Change = {
  change: 'reorder' | 'extension' | 'renewal' | 'notice';
  startsOn: Date;
  endsOn?: Date;
  renews?: boolean;
  devices?: { deviceId: number; name: string }[];
  offerId?: number;
  createdById: number | null;
};

/** Adds the next version of a locked contract: like the newest one but for what changes; devices are added to its. */
export async function addVersion(tx: Db, { id, current }: LockedContract, change: Change): Promise<Version> {
  const { devices: added = [], ...changed } = change;
  const before = current.devices.map(({ deviceId, name }) => ({ deviceId, name }));
  const more = added.filter(({ deviceId }) => !before.some((one) => one.deviceId === deviceId));
  const version = await tx.contractVersion.create({
    data: {
      contractId: id,
      version: current.version + 1,
      endsOn: current.endsOn,
      renews: current.renews,
      renewalMonths: current.renewalMonths,
      noticeDays: current.noticeDays,
      priceMinor: current.priceMinor,
      vatBasisPoints: current.vatBasisPoints,
      ...changed,
      devices: { create: [...before, ...more] },
    },
    include: { devices: { orderBy: { id: 'asc' } } },
  });
  await tx.contract.update({ where: { id }, data: { endsOn: version.endsOn } });
  return version;
}
