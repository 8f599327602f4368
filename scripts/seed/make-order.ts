import type { Role } from '../../app/domain/auth/rules';
import { submissionContent } from '../../app/domain/orders/confirm-order.server';
import { splitDraftReferences } from '../../app/domain/orders/draft';
import { dueAt } from '../../app/domain/orders/due.server';
import { isFinal, type OrderKind, type Status, stageOf } from '../../app/domain/orders/rules';
import type { OrderForm, SubmissionContent } from '../../app/domain/orders/schema';
import type { Locale } from '../../app/platform/i18n/locale';
import { type Category, ONSITE_CATEGORIES, REPAIR_CATEGORIES } from './catalogue';
import { clockAt, isAssigned, promisedBy } from './clock';
import { makeDevice, type NamedDevice, typeForm } from './form-fields';
import { makeLife, type Step } from './life';
import type { Random } from './random';
import { REASONS } from './talk';
import { type Company, orderFormOf, type Place, type World } from './world';

/** An order that is to be made: whose, which kind, and what became of it by when (UTC). */
export type Plan = {
  account: Company;
  customer: Company;
  kind: OrderKind;
  status: Status;
  end: Date;
  partner?: Company;
  /** A device that was here before. */
  known?: { category: Category; device: NamedDevice };
};

type EventRow = { type: string; actor_id: number; visibility: 'public' | 'internal'; data: object; at: Date };

/** A made order: the rows of the tables, still without the ids that the database gives. */
export type MadeOrder = {
  plan: Plan;
  place: Place;
  locale: Locale;
  category: Category;
  device: NamedDevice;
  steps: Step[];
  /** Who works on it: a technician of its location, or a person of its partner. */
  worker: number;
  owner: number;
  columns: Record<string, unknown> & { created_at: Date; device_name: string };
  identity: { identifier: string | null; imei: string | null; serial: string | null } | null;
  submission: {
    content: SubmissionContent;
    approved_by_id: number;
    automatic: boolean;
    approved_at: Date;
  } | null;
  events: EventRow[];
};

/** Makes an order by its plan. Its form passes the checks of the order form, its path is one of the status table. */
export function makeOrder(world: World, plan: Plan, random: Random): MadeOrder {
  const { account, customer, kind, status } = plan;
  const accountRole: Role = account.kind === 'reseller' ? 'reseller' : 'customer';
  const life = makeLife(kind, status, plan.end, accountRole, random);
  const place = world.places.find(({ country }) => country === customer.country) ?? firstOf(world.places);
  const locale = customer.locale;
  const category =
    plan.known?.category ?? random.weighted(kind === 'repair' ? REPAIR_CATEGORIES : ONSITE_CATEGORIES);
  const device = plan.known?.device ?? makeDevice(category, random);
  const form = orderFormOf(world, account, locale);
  const typed = { account, customer, place, category, device, locale, at: life.createdAt };
  const fields = typeForm(world, form, typed, random);
  const owner = random.pick(account.users);
  const technician = random.pick(place.technicians.length > 0 ? place.technicians : world.administrators);
  const administrator = world.administrators[0] ?? technician;
  const worker = plan.partner?.users[0] ?? technician;
  const onBehalf = status !== 'draft' && random.chance(0.04);
  const base = { plan, place, locale, category, device, steps: life.steps, worker, owner };
  const author = onBehalf ? technician : owner;
  const common = {
    kind,
    status,
    stage: stageOf(kind, status),
    account_id: account.id,
    customer_id: customer.id,
    location_id: place.id,
    partner_id: plan.partner?.id ?? null,
    created_by_id: author,
    on_behalf: onBehalf,
    submission_key: random.uuid(),
    currency: customer.currency,
    created_at: life.createdAt,
  };
  const drafted: EventRow = event('order.drafted', author, {}, life.createdAt);
  if (!life.confirmedAt) {
    return {
      ...base,
      columns: { ...common, ...draftColumns(fields, life.createdAt, random) },
      identity: null,
      submission: null,
      events: [drafted],
    };
  }
  const parsed: OrderForm = form.schema.parse(fields);
  const actors: Partial<Record<Role, number>> = { technician, administrator, partner: worker };
  const moves = moveEvents(life.steps, (role) => actors[role] ?? owner, locale, random);
  const since = life.steps.at(-1)?.at ?? life.confirmedAt;
  const clock = clockAt(place);
  const promised = promisedBy(kind, life.steps, clock);
  const automatic = accountRole === 'reseller' && !onBehalf;
  const first = event(
    'order.confirmed',
    author,
    { automatic, onBehalf, to: life.steps[0]?.from ?? status },
    life.confirmedAt,
  );
  return {
    ...base,
    columns: {
      ...common,
      draft: null,
      device_name: parsed.deviceName,
      imei: parsed.imei,
      serial: parsed.serial,
      problem: parsed.problem,
      customer_references: parsed.customerReferences,
      internal_references: parsed.internalReferences,
      shipping_method_id: parsed.shippingMethodId,
      tracking_numbers: moves.tracking,
      confirmed_at: life.confirmedAt,
      status_since: since,
      due_at: dueAt(kind, status, since, clock),
      promised_at: promised.promisedAt,
      promise_minutes_left: promised.promiseMinutesLeft,
      assignee_id: isAssigned(kind, status) ? technician : null,
      completed_at: isFinal(kind, status) ? since : null,
    },
    identity: { identifier: parsed.identifier, imei: parsed.imei, serial: parsed.serial },
    submission: {
      content: submissionContent(parsed, form.setup, { customer, location: place }, locale),
      approved_by_id: author,
      automatic,
      approved_at: life.confirmedAt,
    },
    events: [drafted, first, ...moves.events],
  };
}

function firstOf<T>(items: readonly T[]): T {
  const [first] = items;
  if (first === undefined) throw new RangeError('empty');
  return first;
}

function event(type: string, actor: number, data: object, at: Date): EventRow {
  return { type, actor_id: actor, visibility: 'public', data, at };
}

/** An unfinished order: some fields are still empty, and nothing of it was checked. */
function draftColumns(typed: Record<string, string>, at: Date, random: Random) {
  const fields = Object.fromEntries(
    Object.entries(typed).filter(([name]) => name !== 'identifier' || random.chance(0.5)),
  );
  return {
    draft: fields,
    device_name: fields.deviceName ?? '',
    imei: null,
    serial: null,
    problem: fields.problem ?? '',
    customer_references: splitDraftReferences(fields.customerReferences),
    internal_references: splitDraftReferences(fields.internalReferences),
    shipping_method_id: null,
    tracking_numbers: [],
    confirmed_at: null,
    status_since: at,
    due_at: null,
    promised_at: null,
    promise_minutes_left: null,
    assignee_id: null,
    completed_at: null,
  };
}

const TRACKING = ['99.00.######.########', '00340434##########', '1Z@##@##########'];

function moveEvents(steps: Step[], actorOf: (role: Role) => number, locale: Locale, random: Random) {
  const tracking: string[] = [];
  const events = steps.map(({ from, move, role, at }) => {
    const parcel = move.tracking && random.chance(0.75) ? random.pattern(random.pick(TRACKING)) : undefined;
    if (parcel) tracking.push(parcel);
    const reason = move.reason && random.pick(REASONS[move.to] ?? [])[locale];
    const data = { from, to: move.to, ...(reason && { reason }), ...(parcel && { tracking: parcel }) };
    return event('order.moved', actorOf(role), data, at);
  });
  return { tracking, events };
}
