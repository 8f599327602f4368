import type { Role } from '../auth/rules';

/** The life of an order (DESIGN section 4) as data. Pages, papers, API and tests read it from here. */

export const STAGES = ['new', 'at_location', 'completed'] as const;
export type Stage = (typeof STAGES)[number];

export const KINDS = ['repair', 'onsite'] as const;
export type OrderKind = (typeof KINDS)[number];

/** Who is expected to act next; null when nobody is. */
export type NextActor = 'customer' | 'location' | 'partner' | 'operator' | null;

export type Tone = 'neutral' | 'info' | 'progress' | 'waiting' | 'success' | 'danger';

export type Transition = {
  to: Status;
  by: readonly Role[];
  /** A reason has to be given; it becomes part of the event. */
  reason?: true;
  /** A tracking number may be given with it. */
  tracking?: true;
};

export type StatusRule = {
  stage: Stage;
  tone: Tone;
  next: NextActor;
  /** Working days after which the next actor is late; null: no deadline. */
  days: number | null;
  /** Allowed successors, the usual one first. */
  to: readonly Transition[];
};

const REPAIR_STATUSES = [
  'draft',
  'confirmed',
  'in_transit',
  'received',
  'diagnosing',
  'awaiting_decision',
  'awaiting_parts',
  'in_repair',
  'ready',
  'returned',
  'returned_unrepaired',
  'cancelled',
] as const;

const ONSITE_STATUSES = [
  'check_requirements',
  'requirements_met',
  'set_appointment',
  'confirm_execution',
  'under_review',
  'executed',
  'cancelled',
] as const;

type RepairStatus = (typeof REPAIR_STATUSES)[number];
type OnsiteStatus = (typeof ONSITE_STATUSES)[number];
export type Status = RepairStatus | OnsiteStatus;

const staff = ['technician', 'administrator'] as const satisfies readonly Role[];
const account = ['customer', 'reseller'] as const satisfies readonly Role[];
const everyoneInvolved = [...account, ...staff] as const;
const partner = ['partner', 'administrator'] as const satisfies readonly Role[];
const operator = ['administrator'] as const satisfies readonly Role[];

const end = (tone: Tone): StatusRule => ({ stage: 'completed', tone, next: null, days: null, to: [] });

const REPAIR: Record<RepairStatus, StatusRule> = {
  // A draft leaves this status by approval (`confirm-order`) and by nothing else.
  draft: { stage: 'new', tone: 'neutral', next: 'customer', days: null, to: [] },
  confirmed: {
    stage: 'new',
    tone: 'info',
    next: 'customer',
    days: 10,
    to: [
      { to: 'in_transit', by: everyoneInvolved, tracking: true },
      { to: 'received', by: staff },
      { to: 'cancelled', by: everyoneInvolved, reason: true },
    ],
  },
  in_transit: {
    stage: 'new',
    tone: 'info',
    next: 'location',
    days: 5,
    to: [
      { to: 'received', by: staff },
      { to: 'cancelled', by: staff, reason: true },
    ],
  },
  received: {
    stage: 'at_location',
    tone: 'progress',
    next: 'location',
    days: 1,
    to: [
      { to: 'diagnosing', by: staff },
      { to: 'cancelled', by: staff, reason: true },
    ],
  },
  diagnosing: {
    stage: 'at_location',
    tone: 'progress',
    next: 'location',
    days: 2,
    to: [
      { to: 'in_repair', by: staff },
      { to: 'awaiting_decision', by: staff },
      { to: 'awaiting_parts', by: staff },
      { to: 'ready', by: staff },
    ],
  },
  awaiting_decision: {
    stage: 'at_location',
    tone: 'waiting',
    next: 'customer',
    days: 10,
    to: [
      { to: 'in_repair', by: staff },
      { to: 'awaiting_parts', by: staff },
      { to: 'diagnosing', by: staff },
      { to: 'ready', by: staff },
      { to: 'cancelled', by: staff, reason: true },
    ],
  },
  awaiting_parts: {
    stage: 'at_location',
    tone: 'waiting',
    next: 'location',
    days: 10,
    to: [
      { to: 'in_repair', by: staff },
      { to: 'awaiting_decision', by: staff },
    ],
  },
  in_repair: {
    stage: 'at_location',
    tone: 'progress',
    next: 'location',
    days: 3,
    to: [
      { to: 'ready', by: staff },
      { to: 'awaiting_parts', by: staff },
      { to: 'awaiting_decision', by: staff },
    ],
  },
  ready: {
    stage: 'at_location',
    tone: 'success',
    next: 'location',
    days: 1,
    to: [
      { to: 'returned', by: staff, tracking: true },
      { to: 'returned_unrepaired', by: staff, reason: true, tracking: true },
      { to: 'in_repair', by: staff, reason: true },
    ],
  },
  returned: end('success'),
  returned_unrepaired: end('neutral'),
  cancelled: end('danger'),
};

const ONSITE: Record<OnsiteStatus, StatusRule> = {
  check_requirements: {
    stage: 'new',
    tone: 'info',
    next: 'partner',
    days: 1,
    to: [
      { to: 'requirements_met', by: partner },
      { to: 'cancelled', by: partner, reason: true },
    ],
  },
  requirements_met: {
    stage: 'new',
    tone: 'waiting',
    next: 'operator',
    days: 10,
    to: [
      { to: 'set_appointment', by: operator },
      { to: 'cancelled', by: operator, reason: true },
    ],
  },
  set_appointment: {
    stage: 'at_location',
    tone: 'progress',
    next: 'partner',
    days: 1,
    to: [
      { to: 'confirm_execution', by: partner },
      { to: 'under_review', by: partner, reason: true },
      { to: 'cancelled', by: operator, reason: true },
    ],
  },
  confirm_execution: {
    stage: 'at_location',
    tone: 'progress',
    next: 'partner',
    days: 10,
    to: [
      { to: 'executed', by: partner },
      { to: 'under_review', by: partner, reason: true },
      { to: 'set_appointment', by: partner, reason: true },
    ],
  },
  under_review: {
    stage: 'at_location',
    tone: 'waiting',
    next: 'operator',
    days: 1,
    to: [
      { to: 'set_appointment', by: operator },
      { to: 'requirements_met', by: operator, reason: true },
      { to: 'cancelled', by: operator, reason: true },
    ],
  },
  executed: end('success'),
  cancelled: end('danger'),
};

const RULES: Record<OrderKind, Partial<Record<Status, StatusRule>>> = { repair: REPAIR, onsite: ONSITE };

/** The status in which an order of this kind is once it was submitted. */
export const SUBMITTED_STATUS: Record<OrderKind, Status> = {
  repair: 'confirmed',
  onsite: 'check_requirements',
};

/** Every status of a kind, in the order of an undisturbed life. */
export function statusesOf(kind: OrderKind): readonly Status[] {
  return kind === 'repair' ? REPAIR_STATUSES : ONSITE_STATUSES;
}

/** Every status of both kinds, each once. */
export const ALL_STATUSES: readonly Status[] = [...new Set<Status>([...REPAIR_STATUSES, ...ONSITE_STATUSES])];

/** The rule of a status. Throws a RangeError for a status that this kind does not have. */
export function statusRule(kind: OrderKind, status: string): StatusRule {
  const rules = RULES[kind];
  const rule = Object.hasOwn(rules, status) ? rules[status as Status] : undefined;
  if (!rule) throw new RangeError(`An order of kind ${kind} has no status ${status}`);
  return rule;
}

/** The stage, and so the tab, of a status. */
export function stageOf(kind: OrderKind, status: string): Stage {
  return statusRule(kind, status).stage;
}

/** The moves that this role may make now, the usual one first. */
export function movesFor(kind: OrderKind, status: string, role: Role): readonly Transition[] {
  return statusRule(kind, status).to.filter((move) => move.by.includes(role));
}

/** The move to `to`, or undefined when the table does not allow it to this role. */
export function findMove(kind: OrderKind, status: string, to: string, role: Role): Transition | undefined {
  return movesFor(kind, status, role).find((move) => move.to === to);
}

/** True once nothing can follow any more. */
export function isFinal(kind: OrderKind, status: string): boolean {
  return statusRule(kind, status).stage === 'completed';
}

/** Splits a field that holds several references: separated by comma, semicolon or line break; each once. */
export function splitReferences(text: string): string[] {
  const parts = text.split(/[,;\n]+/).map((part) => part.trim());
  return [...new Set(parts.filter(Boolean))];
}

/** VAT rates offered for a line, in basis points: Switzerland, Germany, none. */
export const VAT_RATES = [810, 260, 1900, 700, 0] as const;

/** The VAT rate that a line in this currency usually has, in basis points. */
export function usualVatRate(currency: string): number {
  return currency === 'EUR' ? 1900 : VAT_RATES[0];
}
