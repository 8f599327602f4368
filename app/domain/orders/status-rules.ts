import type { Role } from '../auth/rules';

/** The life of an order (DESIGN section 4) as data. Pages, papers, API and tests read it from here. */

export const STAGES = ['new', 'at_location', 'completed'] as const;
export type Stage = (typeof STAGES)[number];

export const KINDS = ['repair', 'onsite', 'plan'] as const;
export type OrderKind = (typeof KINDS)[number];

/** Who is expected to act next; null when nobody is. */
export type NextActor = 'customer' | 'location' | 'partner' | 'operator' | null;

export type Tone = 'neutral' | 'info' | 'progress' | 'waiting' | 'success' | 'danger';

/** Who moves an order: somebody in a role, what became of its quote, whoever decided on it, or a rule of the operator. */
export type Mover = Role | 'quote' | 'automation';

export type Transition = {
  to: Status;
  by: readonly Mover[];
  /** A reason has to be given; it becomes part of the event. */
  reason?: true;
  /** A tracking number may be given with it. */
  tracking?: true;
};

export type StatusRule = {
  stage: Stage;
  tone: Tone;
  next: NextActor;
  /** Usual days of the service location after which the next actor is late; null: no deadline. */
  days: number | null;
  /** Allowed successors, the usual one first. */
  to: readonly Transition[];
};

// biome-ignore format: a row a stage
const REPAIR_STATUSES = [
  'draft', 'confirmed', 'in_transit',
  'received', 'diagnosing', 'awaiting_decision', 'awaiting_parts', 'in_repair', 'ready',
  'returned', 'returned_unrepaired', 'cancelled',
] as const;

// biome-ignore format: a row a stage
const ONSITE_STATUSES = [
  'check_requirements', 'requirements_met',
  'set_appointment', 'confirm_execution', 'under_review',
  'executed', 'cancelled',
] as const;

const PLAN_STATUSES = ['to_activate', 'activated', 'cancelled'] as const;

type RepairStatus = (typeof REPAIR_STATUSES)[number];
type OnsiteStatus = (typeof ONSITE_STATUSES)[number];
type PlanStatus = (typeof PLAN_STATUSES)[number];
export type Status = RepairStatus | OnsiteStatus | PlanStatus;

const staff = ['technician', 'administrator'] as const satisfies readonly Role[];
const account = ['customer', 'reseller'] as const satisfies readonly Role[];
const everyoneInvolved = [...account, ...staff] as const;
const partner = ['partner', 'administrator'] as const satisfies readonly Role[];
const operator = ['administrator'] as const satisfies readonly Role[];
const decision = [...staff, 'quote'] as const;

const move = (to: Status, by: readonly Mover[], ...asks: ('reason' | 'tracking')[]): Transition => ({
  to,
  by,
  ...(asks.includes('reason') ? { reason: true } : {}),
  ...(asks.includes('tracking') ? { tracking: true } : {}),
});

const rule = (
  stage: Stage,
  tone: Tone,
  next: NextActor,
  days: number | null,
  ...to: Transition[]
): StatusRule => ({
  stage,
  tone,
  next,
  days,
  to,
});

const end = (tone: Tone): StatusRule => rule('completed', tone, null, null);

// biome-ignore format: a table, read line by line
const REPAIR: Record<RepairStatus, StatusRule> = {
  // A draft leaves this status by approval (`confirm-order`) and by nothing else.
  draft: rule('new', 'neutral', 'customer', null),
  confirmed: rule('new', 'info', 'customer', 10,
    move('in_transit', everyoneInvolved, 'tracking'), move('received', staff),
    move('cancelled', everyoneInvolved, 'reason')),
  in_transit: rule('new', 'info', 'location', 5,
    move('received', staff), move('confirmed', everyoneInvolved, 'reason'), move('cancelled', staff, 'reason')),
  received: rule('at_location', 'progress', 'location', 1,
    move('diagnosing', staff), move('cancelled', staff, 'reason')),
  diagnosing: rule('at_location', 'progress', 'location', 2,
    move('in_repair', staff), move('awaiting_decision', staff), move('awaiting_parts', staff), move('ready', staff)),
  awaiting_decision: rule('at_location', 'waiting', 'customer', 10,
    move('in_repair', decision), move('awaiting_parts', staff), move('diagnosing', decision), move('ready', decision),
    move('cancelled', staff, 'reason')),
  awaiting_parts: rule('at_location', 'waiting', 'location', 10,
    move('in_repair', staff), move('awaiting_decision', staff)),
  in_repair: rule('at_location', 'progress', 'location', 3,
    move('ready', staff), move('awaiting_parts', staff), move('awaiting_decision', staff)),
  ready: rule('at_location', 'success', 'location', 1,
    move('returned', staff, 'tracking'), move('returned_unrepaired', staff, 'reason', 'tracking'),
    move('in_repair', staff, 'reason')),
  returned: end('success'),
  returned_unrepaired: end('neutral'),
  cancelled: end('danger'),
};

// biome-ignore format: a table, read line by line
const ONSITE: Record<OnsiteStatus, StatusRule> = {
  check_requirements: rule('new', 'info', 'partner', 1,
    move('requirements_met', partner), move('cancelled', partner, 'reason')),
  requirements_met: rule('new', 'waiting', 'operator', 10,
    move('set_appointment', operator, 'tracking'), move('cancelled', operator, 'reason')),
  set_appointment: rule('at_location', 'progress', 'partner', 1,
    move('confirm_execution', partner), move('under_review', partner, 'reason'), move('cancelled', operator, 'reason')),
  confirm_execution: rule('at_location', 'progress', 'partner', 10,
    move('executed', partner), move('under_review', partner, 'reason'), move('set_appointment', partner, 'reason')),
  under_review: rule('at_location', 'waiting', 'operator', 1,
    move('set_appointment', operator), move('requirements_met', operator, 'reason'),
    move('cancelled', operator, 'reason')),
  executed: end('success'),
  cancelled: end('danger'),
};

/** A service plan that was ordered: no device comes and nobody goes to one. */
const PLAN: Record<PlanStatus, StatusRule> = {
  to_activate: rule(
    'new',
    'info',
    'operator',
    1,
    move('activated', [...operator, 'automation']),
    move('cancelled', operator, 'reason'),
  ),
  activated: end('success'),
  cancelled: end('danger'),
};

export const RULES: Record<OrderKind, Partial<Record<Status, StatusRule>>> = {
  repair: REPAIR,
  onsite: ONSITE,
  plan: PLAN,
};

export const STATUSES: Record<OrderKind, readonly Status[]> = {
  repair: REPAIR_STATUSES,
  onsite: ONSITE_STATUSES,
  plan: PLAN_STATUSES,
};

/** The status in which an order of this kind is once it was submitted. */
export const SUBMITTED_STATUS: Record<OrderKind, Status> = {
  repair: 'confirmed',
  onsite: 'check_requirements',
  plan: 'to_activate',
};
