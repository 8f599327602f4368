import { type Db, db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Locale } from '~/platform/i18n/locale';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { withChanges } from '../events/changes.server';
import type { GateAsked, GateForm } from './gate-schema';
import { blockers, type GateAnswer, type GateState, gateStates, type SenderGate } from './intake-rules';
import type { OrderGate, SubmissionContent } from './schema';

const IN_ORDER = [{ position: 'asc' }, { id: 'asc' }] as const;

/** Every gate of the operator, also those no longer asked, in the order of the forms. */
export function listGates() {
  return db().gate.findMany({ orderBy: [{ active: 'desc' }, ...IN_ORDER] });
}

/** One gate as the set-up form shows it; null when there is none. */
export function getGate(id: number) {
  return db().gate.findUnique({ where: { id } });
}

/** The gates that are asked, in the order of the forms. */
export function activeGates(tx: Db = db()) {
  return tx.gate.findMany({ where: { active: true }, orderBy: [...IN_ORDER] });
}

/**
 * Adds a gate, or changes the one with this id.
 * @returns the gate's id
 * Throws DomainError `not_found` (404).
 */
export function saveGate(viewer: Viewer, id: number | null, form: GateForm): Promise<number> {
  return transaction(async (tx) => {
    const before = id === null ? null : await tx.gate.findUnique({ where: { id } });
    if (id !== null && !before) throw new DomainError('not_found', 404);
    const saved =
      id === null
        ? await tx.gate.create({ data: form })
        : await tx.gate.update({ where: { id }, data: form });
    await appendEvent(tx, {
      type: id === null ? 'gate.added' : 'gate.changed',
      actorId: viewer.userId,
      visibility: 'internal',
      data: { gateId: saved.id, ...withChanges(before, form) },
    });
    return saved.id;
  });
}

const ASKED_OF_SENDER: GateAsked[] = ['sender', 'both'];

/** What the order form asks the sender to confirm, in their language. */
export async function senderGates(locale: Locale): Promise<OrderGate[]> {
  const german = locale === 'de';
  return (await activeGates())
    .filter(({ askedOf }) => ASKED_OF_SENDER.some((asked) => asked === askedOf))
    .map(({ id, labelEn, labelDe, helpEn, helpDe }) => ({
      id,
      label: german ? labelDe : labelEn,
      help: german ? helpDe : helpEn,
    }));
}

type StoredGate = Awaited<ReturnType<typeof activeGates>>[number];

/**
 * How the gates stand on these orders, by the order's id.
 * @param gates those that are asked about
 */
async function gatesOfOrders(
  tx: Db,
  orderIds: number[],
  gates: StoredGate[],
): Promise<Map<number, GateState<StoredGate>[]>> {
  const [submissions, intakes] = await Promise.all([
    tx.orderSubmission.findMany({
      where: { orderId: { in: orderIds } },
      select: { orderId: true, content: true },
    }),
    tx.intake.findMany({
      where: { orderId: { in: orderIds } },
      orderBy: { id: 'desc' },
      distinct: ['orderId'],
      select: { orderId: true, gates: true },
    }),
  ]);
  const said = new Map<number, SenderGate[]>(
    submissions.map(({ orderId, content }) => [
      orderId,
      (content as unknown as SubmissionContent).gates ?? [],
    ]),
  );
  const found = new Map(intakes.map(({ orderId, gates }) => [orderId, gates as unknown as GateAnswer[]]));
  return new Map(orderIds.map((id) => [id, gateStates(gates, said.get(id) ?? [], found.get(id) ?? [])]));
}

/** How these gates stand on one order. */
export async function gatesOfOrder(orderId: number, gates: StoredGate[], tx: Db = db()) {
  return (await gatesOfOrders(tx, [orderId], gates)).get(orderId) ?? [];
}

/**
 * Keeps orders that have just arrived from their diagnosis while a blocking gate is not met.
 * Throws DomainError `gate_not_met` (409) with the gate's words in English (`en`) and German (`de`) and the order's number.
 */
export async function refuseUnmetGates(
  tx: Db,
  orders: readonly { id: number; number: string; status: string }[],
): Promise<void> {
  const arrived = orders.filter(({ status }) => status === 'received');
  const gates = arrived.length > 0 ? (await activeGates(tx)).filter(({ blocking }) => blocking) : [];
  if (gates.length === 0) return;
  const states = await gatesOfOrders(
    tx,
    arrived.map(({ id }) => id),
    gates,
  );
  for (const { id, number } of arrived) {
    const [first] = blockers(states.get(id) ?? []);
    if (!first) continue;
    const { labelEn: en, labelDe: de } = first.gate;
    throw new DomainError('gate_not_met', 409, { en, de, number });
  }
}
