import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect } from '@remix-run/node';
import type { Viewer } from '~/domain/auth/rules';
import { getOrder } from '~/domain/orders/detail.server';
import { addLine, lineSchema, removeLine } from '~/domain/orders/lines.server';
import { fillFromCatalogue } from '~/domain/orders/lines-from-catalogue.server';
import { moveOrder } from '~/domain/orders/move-order.server';
import { moveSchema } from '~/domain/orders/move-schema';
import { DomainError } from '~/platform/errors';
import { textFields } from '~/platform/http/form.server';
import { CONVERSATION_COMMANDS } from './conversation-actions.server';

type Command = { viewer: Viewer; number: string; form: FormData; format: string };

async function move({ viewer, number, form }: Command) {
  const parsed = moveSchema.safeParse(textFields(form));
  if (!parsed.success) throw new DomainError('bad_form', 400);
  await moveOrder(viewer, number, parsed.data);
  return redirect(`/orders/${number}`);
}

async function addProduct({ viewer, number, form, format }: Command) {
  const order = await getOrder(viewer, number);
  if (!order) throw new DomainError('not_found', 404);
  await fillFromCatalogue(form, order.currency, order.account, format);
  const submission = parseWithZod(form, { schema: lineSchema(order.currency, format) });
  if (submission.status !== 'success') return data({ line: submission.reply() }, { status: 422 });
  await addLine(viewer, number, submission.value);
  return redirect(`/orders/${number}#lines`);
}

async function removeProduct({ viewer, number, form }: Command) {
  const id = Number(form.get('lineId'));
  if (!Number.isInteger(id) || id < 1 || id > 2_147_483_647) throw new DomainError('not_found', 404);
  await removeLine(viewer, number, id);
  return redirect(`/orders/${number}#lines`);
}

/** What can be sent to the order page, by its `intent`. */
const COMMANDS = { ...CONVERSATION_COMMANDS, move, 'add-line': addProduct, 'remove-line': removeProduct };

/** Carries out what was sent to the order page. Throws DomainError `bad_form` (400) for an unknown intent. */
export async function runCommand(command: Command) {
  const intent = String(command.form.get('intent'));
  if (!Object.hasOwn(COMMANDS, intent)) throw new DomainError('bad_form', 400);
  return COMMANDS[intent as keyof typeof COMMANDS](command);
}
