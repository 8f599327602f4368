import type { Role } from '../auth/rules';
import type { Status } from '../orders/rules';
import type { Goods } from './schema';

/** Pure rules of on-site orders: their steps, reasons and words. */

const NAME_MAX = 200;

/** The goods in one line, as the order is called: `2 × Washing machine, Dryer`. */
export function goodsText(goods: readonly Goods[]): string {
  const all = goods
    .map(({ description, quantity }) => (quantity === 1 ? description : `${quantity} × ${description}`))
    .join(', ');
  return all.length > NAME_MAX ? `${all.slice(0, NAME_MAX - 2)} …` : all;
}

/** What was sold without its prices, a line each: `1 × Installation`. Quantities are thousandths. */
export function soldText(lines: readonly { description: string; quantityThousandths: number }[]): string {
  return lines
    .map(({ description, quantityThousandths }) => `${quantityThousandths / 1000} × ${description}`)
    .join('\n');
}

/** The pages on which on-site orders are taken further, below `/orders/NUMBER/`. */
export const STEPS = ['requirements', 'appointment', 'execution', 'onsite'] as const;
export type Step = (typeof STEPS)[number];

/** The partner's statuses with the page of their step, in the order of an undisturbed life. */
export const PARTNER_STEPS = [
  ['check_requirements', 'requirements'],
  ['set_appointment', 'appointment'],
  ['confirm_execution', 'execution'],
] as const satisfies readonly (readonly [Status, Step])[];

/** True where a step's page takes something in this status. */
export function takesStep(step: Step, status: Status): boolean {
  switch (step) {
    case 'requirements':
      return status === 'check_requirements';
    case 'appointment':
      return status === 'set_appointment' || status === 'confirm_execution';
    case 'execution':
      return status === 'confirm_execution';
    case 'onsite':
      return !['confirm_execution', 'executed', 'cancelled'].includes(status);
  }
}

/** True for those who take on-site orders further. */
export const takesSteps = ({ role }: { role: Role }) => role === 'partner' || role === 'administrator';

/**
 * The steps that somebody may take now, the usual one first.
 * @param released whether the order is with its partner
 */
export function stepsFor(role: Role, status: Status, released: boolean): Step[] {
  if (!takesSteps({ role })) return [];
  const ofPartner = PARTNER_STEPS.filter(([of]) => of === status).map(([, step]) => step);
  const moved: Step[] = status === 'confirm_execution' ? ['appointment'] : [];
  if (role === 'partner') return [...ofPartner, ...moved];
  const own: Step[] = takesStep('onsite', status) ? ['onsite'] : [];
  return released ? [...ofPartner, ...moved, ...own] : own;
}

/** Why a visit came to nothing. */
export const FAILURES = [
  'transport_damage',
  'customer_absent',
  'goods_missing',
  'wrong_goods',
  'site_not_ready',
  'other',
] as const;
export type Failure = (typeof FAILURES)[number];

/** How a customer is contacted. */
export const CHANNELS = ['phone', 'email', 'message', 'visit'] as const;
export type Channel = (typeof CHANNELS)[number];

/** The kinds of questions of a checklist. */
export const ITEM_KINDS = ['yes_no', 'text', 'number'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** A partner is reminded when so many working minutes or fewer are left. */
export const REMIND_MINUTES = 120;

/** What the operator decides on an order under review. */
export const RESOLUTIONS = ['new_appointment', 'new_goods', 'cancel'] as const;

/** The Monday (UTC midnight, as a day without a time) of an ISO 8601 week such as `2026-W48`; null for what is none. */
export function mondayOf(week: string): Date | null {
  const match = /^(\d{4})-W(\d{2})$/.exec(week);
  if (!match) return null;
  const [year, number] = [Number(match[1]), Number(match[2])];
  // The week of 4 January is the first one (ISO 8601, 2.2.10).
  const fourth = new Date(Date.UTC(year, 0, 4));
  const first = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * DAY_MS;
  const monday = new Date(first + (number - 1) * 7 * DAY_MS);
  return number > 0 && weekOf(monday) === week ? monday : null;
}

const DAY_MS = 86_400_000;

/** The ISO 8601 week of a day, `2026-W48`. */
export function weekOf(day: Date): string {
  const thursday = new Date(day.getTime() + (3 - ((day.getUTCDay() + 6) % 7)) * DAY_MS);
  const year = thursday.getUTCFullYear();
  const days = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / DAY_MS);
  return `${year}-W${String(Math.floor(days / 7) + 1).padStart(2, '0')}`;
}
