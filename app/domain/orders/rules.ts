import { lineTotal } from '~/platform/money';
import {
  KINDS,
  type Mover,
  type OrderKind,
  RULES,
  STATUSES,
  type Stage,
  type Status,
  type StatusRule,
  type Transition,
} from './status-rules';

export {
  KINDS,
  type Mover,
  type NextActor,
  type OrderKind,
  STAGES,
  type Stage,
  type Status,
  SUBMITTED_STATUS,
  type Tone,
  type Transition,
} from './status-rules';

/** Every status of a kind, in the order of an undisturbed life. */
export function statusesOf(kind: OrderKind): readonly Status[] {
  return STATUSES[kind];
}

/** Every status of every kind, each once. */
export const ALL_STATUSES: readonly Status[] = [...new Set(KINDS.flatMap((kind) => STATUSES[kind]))];

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

/** The moves that this mover may make now, the usual one first. */
export function movesFor(kind: OrderKind, status: string, mover: Mover): readonly Transition[] {
  return statusRule(kind, status).to.filter((move) => move.by.includes(mover));
}

/**
 * The moves that this mover may make by the choice of a status alone. On-site orders have none: they move with the commands of
 * their steps, which ask for what belongs to each.
 */
export function handMovesFor(kind: OrderKind, status: string, mover: Mover): readonly Transition[] {
  return kind === 'onsite' ? [] : movesFor(kind, status, mover);
}

/** The move to `to`, or undefined when the table does not allow it to this mover. */
export function findMove(kind: OrderKind, status: string, to: string, mover: Mover): Transition | undefined {
  return movesFor(kind, status, mover).find((move) => move.to === to);
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

/** What a line adds to its order, net, in minor units: what the warranty covers is shown and not charged. */
export function lineNet(line: {
  warranty: boolean;
  quantityThousandths: number;
  unitPriceMinor: number;
}): number {
  return line.warranty ? 0 : lineTotal(line.quantityThousandths, line.unitPriceMinor);
}
