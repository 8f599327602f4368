import type { Role } from '../../app/domain/auth/rules';
import {
  findMove,
  type OrderKind,
  type Status,
  SUBMITTED_STATUS,
  statusesOf,
  statusRule,
  type Transition,
} from '../../app/domain/orders/rules';
import type { Random } from './random';

/** A status change of a generated order. */
export type Step = { from: Status; move: Transition; role: Role; at: Date };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LONGEST_WALK = 9;

const distances = new Map<string, ReadonlyMap<Status, number>>();

/** How many moves each status of a kind is away from `target`; statuses that cannot reach it are missing. */
function distancesTo(kind: OrderKind, target: Status): ReadonlyMap<Status, number> {
  const key = `${kind}/${target}`;
  const known = distances.get(key);
  if (known) return known;
  const found = new Map<Status, number>([[target, 0]]);
  for (let round = 1, grew = true; grew; round++) {
    const next = statusesOf(kind).filter(
      (status) => !found.has(status) && statusRule(kind, status).to.some(({ to }) => found.has(to)),
    );
    for (const status of next) found.set(status, round);
    grew = next.length > 0;
  }
  distances.set(key, found);
  return found;
}

/** A believable way through the status table from submission to `target`: the usual moves, now and then another. */
function walk(kind: OrderKind, target: Status, random: Random): { from: Status; move: Transition }[] {
  const away = distancesTo(kind, target);
  const way: { from: Status; move: Transition }[] = [];
  let from = SUBMITTED_STATUS[kind];
  while (from !== target) {
    const here = away.get(from) ?? 0;
    const choices = statusRule(kind, from).to.map((move, index) => {
      const there = away.get(move.to) ?? Number.POSITIVE_INFINITY;
      if (way.length >= LONGEST_WALK) return [move, there < here ? 1 : 0] as const;
      const usual = index === 0 ? 6 : 2;
      return [move, there <= here ? usual : Number.isFinite(there) ? 0.3 : 0] as const;
    });
    const move = random.weighted(choices);
    way.push({ from, move });
    from = move.to;
  }
  return way;
}

/** Hours that an order usually stays in a status before its next move. */
const STAY: Partial<Record<Status, readonly [number, number]>> = {
  confirmed: [3, 70],
  in_transit: [18, 60],
  received: [1, 22],
  diagnosing: [2, 40],
  awaiting_decision: [6, 120],
  awaiting_parts: [40, 170],
  in_repair: [3, 60],
  ready: [1, 20],
  check_requirements: [2, 24],
  requirements_met: [48, 190],
  set_appointment: [2, 24],
  confirm_execution: [30, 160],
  under_review: [3, 30],
};

/** The last moment of the operator's working time (Monday to Friday, 7 to 16 UTC) that is not after `time`. */
function workingTime(time: number, random: Random): number {
  let date = new Date(time);
  const later = (days: number) => {
    date = new Date(
      Math.floor(date.getTime() / DAY) * DAY - days * DAY + (14 * 60 + random.int(0, 110)) * 60_000,
    );
  };
  if (date.getUTCHours() < 7) later(1);
  else if (date.getUTCHours() >= 16) later(0);
  if (date.getUTCDay() === 6) later(1);
  else if (date.getUTCDay() === 0) later(2);
  return date.getTime();
}

const ROLES: Record<OrderKind, readonly Role[]> = {
  repair: ['technician', 'administrator'],
  onsite: ['partner', 'administrator'],
  plan: ['administrator'],
};

/**
 * The life of an order up to `status`, whose last change was at `end` (UTC). The steps follow the status table; each
 * has a role that may make it. `accountRole` is the role of the people who ordered.
 * @returns the moments of the first draft and of the submission, and the steps, oldest first
 */
export function makeLife(
  kind: OrderKind,
  status: Status,
  end: Date,
  accountRole: Role,
  random: Random,
): { createdAt: Date; confirmedAt: Date | null; steps: Step[] } {
  if (status === 'draft') return { createdAt: end, confirmedAt: null, steps: [] };
  const way = walk(kind, status, random);
  let at = end.getTime();
  const steps: Step[] = [];
  for (const { from, move } of way.toReversed()) {
    const byAccount = findMove(kind, from, move.to, accountRole) && random.chance(0.8);
    const staff = ROLES[kind].find((role) => move.by.includes(role));
    const role = byAccount || !staff ? accountRole : staff;
    at = role === accountRole ? at : workingTime(at, random);
    steps.unshift({ from, move, role, at: new Date(at) });
    const [least, most] = STAY[from] ?? [2, 48];
    at -= (least + random.next() * (most - least)) * HOUR;
  }
  const confirmedAt = new Date(at);
  return { createdAt: new Date(at - random.int(2, 45) * 60_000), confirmedAt, steps };
}
