import type { Viewer } from '~/domain/auth/rules';
import { assignOrders } from '~/domain/orders/assign-orders.server';
import { moveOrders } from '~/domain/orders/queue-moves.server';
import { QUEUE_COMMAND_MAX, type QueueOutcome } from '~/domain/orders/queue-rules';
import { DomainError } from '~/platform/errors';
import { idOf } from '~/platform/http/id-param';

/** What was done with the orders of a queue, and with which it was not. */
export type QueueAnswer = QueueOutcome & { command: 'assigned' | 'freed' | 'moved' };

/**
 * Runs what a button of the queue asks for: `take` an order oneself, `assign` the ticked ones to a person or to `nobody`,
 * or move them `to` a status. A ticked order is `NUMBER:STATUS`, as the person saw it.
 * Throws DomainError `queue_none`, `queue_too_many` (422) and those of the commands.
 */
export async function runCommand(viewer: Viewer, form: FormData): Promise<QueueAnswer> {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  if (text('take') !== '')
    return { command: 'assigned', ...(await assignOrders(viewer, [text('take')], viewer.userId)) };
  const orders = tickedOrders(form);
  if (form.has('assign')) {
    const numbers = orders.map(({ number }) => number);
    const nobody = text('assign') === 'nobody';
    // An id that is none is nobody's: refused like that of a person who works elsewhere.
    const assignee = nobody ? null : (idOf(text('assign')) ?? 0);
    return {
      command: nobody ? 'freed' : 'assigned',
      ...(await assignOrders(viewer, numbers, assignee)),
    };
  }
  const move = {
    to: text('to'),
    reason: text('reason').slice(0, 2000),
    tracking: text('tracking').slice(0, 100),
  };
  return { command: 'moved', ...(await moveOrders(viewer, orders, move)) };
}

function tickedOrders(form: FormData): { number: string; from: string }[] {
  const ticked = [...new Set(form.getAll('order').map(String))];
  if (ticked.length === 0) throw new DomainError('queue_none', 422);
  if (ticked.length > QUEUE_COMMAND_MAX)
    throw new DomainError('queue_too_many', 422, { max: QUEUE_COMMAND_MAX });
  return ticked.map((value) => {
    const [number = '', from = ''] = value.split(':');
    return { number, from };
  });
}
