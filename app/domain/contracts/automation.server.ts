import { type Db, db, pool, transaction } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { withChanges } from '../events/changes.server';
import { moveLocked } from '../orders/move-order.server';
import type { OrderKind, Status } from '../orders/rules';
import { AUTOMATION_KINDS, type AutomationKind, automationOf, linesTotals, type Purpose } from './rules';
import type { AutomationForm } from './schema';

/** How many orders one run of the job looks at. */
const BATCH = 200;

export type AutomationRule = { kind: AutomationKind; enabled: boolean; grossLimitMinor: number | null };

/** The operator's rules, one of each kind. */
export async function listRules(tx: Db = db()): Promise<AutomationRule[]> {
  const stored = await tx.automationRule.findMany();
  return AUTOMATION_KINDS.map((kind) => {
    const rule = stored.find((one) => one.kind === kind);
    return { kind, enabled: rule?.enabled ?? false, grossLimitMinor: rule?.grossLimitMinor ?? null };
  });
}

/** Changes a rule, for what waits now and comes from now on. */
export async function saveRule(viewer: Viewer, { kind, ...rule }: AutomationForm): Promise<void> {
  await transaction(async (tx) => {
    const before = await tx.automationRule.findUnique({ where: { kind } });
    await tx.automationRule.upsert({ where: { kind }, create: { kind, ...rule }, update: rule });
    await appendEvent(tx, {
      type: 'automation.changed',
      actorId: viewer.userId,
      visibility: 'internal',
      data: { kind, ...withChanges(before ?? {}, rule) },
    });
  });
}

/** Activates the ordered service plans that a rule lets run through, in nobody's name. Bears a repeat. */
export async function automateOrders(): Promise<void> {
  const rules = (await listRules()).filter(({ enabled }) => enabled);
  if (rules.length === 0) return;
  const waiting = await db().order.findMany({
    where: { kind: 'plan', status: 'to_activate' },
    orderBy: { id: 'asc' },
    take: BATCH,
    select: { id: true },
  });
  for (const { id } of waiting)
    await transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM orders WHERE id = ${id} FOR UPDATE`;
      const order = await tx.order.findUniqueOrThrow({
        where: { id },
        include: {
          location: true,
          lines: true,
          offer: { select: { basket: { select: { purpose: true } } } },
        },
      });
      if (order.status !== 'to_activate') return;
      const kind = automationOf((order.offer?.basket.purpose as Purpose | undefined) ?? null);
      const rule = rules.find((one) => one.kind === kind);
      const limit = rule?.grossLimitMinor ?? null;
      if (!rule || (limit !== null && linesTotals(order.lines).gross > limit)) return;
      const { lines: _, offer: __, ...locked } = order;
      const typed = { ...locked, kind: order.kind as OrderKind, status: order.status as Status };
      const actor = { role: 'automation', userId: null } as const;
      await moveLocked(tx, actor, typed, { to: 'activated', reason: '', tracking: '' }, { rule: kind });
    });
}

/** What ran through by itself of the last 90 days' service plans; times in minutes, null without any. */
export type AutomationFigures = { orders: number; automatic: number; medianMinutes: number | null };

/** How many ordered service plans were activated, how many of them by a rule, and the median time from order to activation. */
export async function automationFigures(): Promise<AutomationFigures> {
  const { rows } = await pool().query<{ orders: number; automatic: number; minutes: number | null }>(
    `SELECT count(*)::int AS orders, count(*) FILTER (WHERE e.actor_id IS NULL)::int AS automatic,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM o.completed_at - o.confirmed_at) / 60) AS minutes
     FROM orders o JOIN events e ON e.order_id = o.id AND e.type = 'order.moved' AND e.data ->> 'to' = 'activated'
     WHERE o.kind = 'plan' AND o.status = 'activated' AND o.completed_at > now() - interval '90 days'`,
  );
  const [row] = rows;
  return {
    orders: row?.orders ?? 0,
    automatic: row?.automatic ?? 0,
    medianMinutes: row?.minutes === null || row?.minutes === undefined ? null : Number(row.minutes),
  };
}

/** Ends the contract of a service plan that was called off before it was activated, where it was new. Bears a repeat. */
export async function followCancelledPlan(event: {
  type: string;
  orderId: number | null;
  data: unknown;
}): Promise<void> {
  const { to } = event.data as { to?: string };
  if (event.type !== 'order.moved' || event.orderId === null || to !== 'cancelled') return;
  const orderId = event.orderId;
  await transaction(async (tx) => {
    const order = await tx.order.findUnique({
      where: { id: orderId },
      select: { kind: true, offerId: true },
    });
    if (order?.kind !== 'plan' || order.offerId === null) return;
    const made = { versions: { some: { version: 1, offerId: order.offerId } } };
    const contracts = await tx.contract.findMany({
      where: { AND: [{ state: 'active', orders: { some: { orderId } } }, made] },
    });
    for (const { id, number, customerId } of contracts) {
      await tx.contract.update({ where: { id }, data: { state: 'ended' } });
      await appendEvent(tx, {
        type: 'contract.ended',
        companyId: customerId,
        visibility: 'public',
        data: { contract: number },
      });
    }
  });
}
