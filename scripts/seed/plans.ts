import { type OrderKind, type Status, statusesOf } from '../../app/domain/orders/rules';
import type { Plan } from './make-order';
import type { Random } from './random';
import type { Company, World } from './world';

const DAY = 86_400_000;

/** How many of a kind's orders are in a status, in parts of the whole, once each status has its first ones. */
const SHARES: Record<Exclude<OrderKind, 'plan'>, readonly (readonly [Status, number])[]> = {
  repair: [
    ['draft', 3],
    ['confirmed', 6],
    ['in_transit', 5],
    ['received', 4],
    ['diagnosing', 5],
    ['awaiting_decision', 4],
    ['awaiting_parts', 4],
    ['in_repair', 6],
    ['ready', 4],
    ['returned', 48],
    ['returned_unrepaired', 6],
    ['cancelled', 5],
  ],
  onsite: [
    ['check_requirements', 4],
    ['requirements_met', 5],
    ['set_appointment', 4],
    ['confirm_execution', 4],
    ['under_review', 2],
    ['executed', 16],
    ['cancelled', 3],
  ],
};

/** `count` statuses of a kind: first `each` of every status, then by their shares. */
function statuses(kind: keyof typeof SHARES, count: number, each: number, random: Random): Status[] {
  const first = Array.from({ length: each }, () => statusesOf(kind)).flat();
  return Array.from({ length: count }, (_, index) => first[index] ?? random.weighted(SHARES[kind]));
}

/** When the order came into its status: completed ones over six months, the others lately. */
function endOf(status: Status, now: Date, random: Random): Date {
  const settled = ['returned', 'returned_unrepaired', 'cancelled', 'executed'].includes(status);
  const days = settled ? random.next() * 165 : random.next() ** 2 * 5;
  return new Date(now.getTime() - days * DAY - random.int(4, 300) * 60_000);
}

/** The orders of the demo: about 400, in every status of both kinds. `now` is the latest possible moment (UTC). */
export function demoPlans(world: World, now: Date, random: Random): Plan[] {
  const plans: Plan[] = [];
  const customersOf = (account: Company) => [
    account,
    ...world.companies.filter(({ resellerId }) => resellerId === account.id),
  ];
  const add = (kind: OrderKind, account: Company, list: Status[], partner?: Company) => {
    for (const status of list) {
      const customer = random.pick(customersOf(account));
      const end = endOf(status, now, random);
      plans.push({ account, customer, kind, status, end, ...(partner && { partner }) });
    }
  };
  const ordering = world.companies.filter(({ users, kind }) => users.length > 0 && kind !== 'partner');
  const direct = ordering.filter(({ kind }) => kind === 'customer');
  const resellers = ordering.filter(({ kind }) => kind === 'reseller');
  for (const [index, account] of direct.entries()) {
    add('repair', account, statuses('repair', index === 0 ? 25 : 15, index === 0 ? 1 : 0, random));
  }
  for (const [index, account] of resellers.entries()) {
    add('repair', account, statuses('repair', [120, 55, 45][index] ?? 10, index === 0 ? 2 : 0, random));
  }
  const partners = world.companies.filter(({ kind }) => kind === 'partner');
  for (const [index, partner] of partners.entries()) {
    const near = ordering.filter(({ country }) => country === partner.country);
    for (const status of statuses('onsite', index === 0 ? 22 : 14, 2, random)) {
      add('onsite', random.pick(near.slice(1)), [status], partner);
    }
  }
  return plans;
}
