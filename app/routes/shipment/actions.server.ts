import { data, redirect } from '@remix-run/node';
import type { Viewer } from '~/domain/auth/rules';
import { type AdjustStep, adjustShipment } from '~/domain/shipments/adjust-shipment.server';
import { confirmShipment } from '~/domain/shipments/confirm-shipment.server';
import { repackShipment } from '~/domain/shipments/repack-shipment.server';
import { saveOutcomes } from '~/domain/shipments/return-outcomes.server';
import type { RefusedOrder } from '~/domain/shipments/rules';
import { splitNumbers, trackingSchema } from '~/domain/shipments/schema';
import { trackShipment } from '~/domain/shipments/tracking.server';
import { dissolveShipment, voidShipment } from '~/domain/shipments/void-shipment.server';
import { DomainError, isDomainError } from '~/platform/errors';
import { textFields } from '~/platform/http/form.server';
import { cleanText } from '~/platform/text';
import { readPacking } from './read-packing.server';

type Command = { viewer: Viewer; number: string; form: FormData };

/** What was not taken: fields that are wrong, by their name in the form, or orders that cannot be in the shipment. */
type NotTaken = {
  errors?: Record<string, string[]>;
  refused?: { while: 'adding' | 'confirming'; orders: RefusedOrder[] };
  fields: Record<string, string>;
};

const notTaken = (answer: NotTaken) => data(answer, { status: 422 });

function back({ number, form }: Command, done?: string) {
  const page = String(form.get('page') ?? '');
  const params = new URLSearchParams({
    ...(/^[2-9]$|^[1-9]\d{1,3}$/.test(page) && { page }),
    ...(done && { done }),
  });
  return redirect(`/shipments/${number}${params.size > 0 ? `?${params}` : ''}`);
}

/** Keeps what was typed in the draft, and takes a step with it. */
async function adjust(command: Command, step: AdjustStep) {
  const { viewer, number, form } = command;
  const packing = readPacking(form);
  if ('errors' in packing) return notTaken({ errors: packing.errors, fields: textFields(form) });
  await keepOutcomes(command);
  const refused = await adjustShipment(viewer, number, packing.value, step);
  if (refused.length > 0)
    return notTaken({ refused: { while: 'adding', orders: refused }, fields: withoutAdded(form) });
  return back(command, step.kind === 'save' ? 'saved' : undefined);
}

/** Keeps why devices of a return go back unrepaired: `unrepaired-7` is of the item with the id 7. */
async function keepOutcomes({ viewer, number, form }: Command): Promise<void> {
  const reasons = Object.entries(textFields(form)).flatMap(([name, reason]): [number, string][] => {
    const id = /^unrepaired-([1-9]\d{0,8})$/.exec(name)?.[1];
    return id ? [[Number(id), reason]] : [];
  });
  if (reasons.length > 0) await saveOutcomes(viewer, number, new Map(reasons));
}

/** The fields of the draft are kept by now; what was to be added is named in the answer. */
function withoutAdded(form: FormData): Record<string, string> {
  const { add: _, ...fields } = textFields(form);
  return fields;
}

async function add(command: Command) {
  const { form } = command;
  const numbers = splitNumbers(
    [String(form.get('add') ?? ''), ...form.getAll('addOrder').map(String)].join('\n'),
  );
  if (numbers.length === 0)
    return notTaken({ errors: { add: ['shipment_empty'] }, fields: textFields(form) });
  return adjust(command, { kind: 'add', numbers });
}

/** Keeps what was typed, where it was sent too, and confirms. */
async function confirm(command: Command) {
  const { viewer, number, form } = command;
  if (form.has('parcels')) {
    const packing = readPacking(form);
    if ('errors' in packing) return notTaken({ errors: packing.errors, fields: textFields(form) });
    await keepOutcomes(command).catch(unlessRepeated);
    await adjustShipment(viewer, number, packing.value, { kind: 'save' }).catch(unlessRepeated);
  }
  const refused = await confirmShipment(viewer, number);
  if (refused.length > 0) return notTaken({ refused: { while: 'confirming', orders: refused }, fields: {} });
  return redirect(`/shipments/${number}`);
}

/** A repeat of the confirmation finds no draft any more; what it asks for is done. */
function unlessRepeated(error: unknown): void {
  if (!isDomainError(error) || error.code !== 'shipment_changed') throw error;
}

async function repack(command: Command) {
  const { viewer, number, form } = command;
  const packing = readPacking(form);
  if ('errors' in packing) return notTaken({ errors: packing.errors, fields: textFields(form) });
  await repackShipment(viewer, number, packing.value);
  return back(command, 'repacked');
}

async function track(command: Command) {
  const { viewer, number, form } = command;
  const fields = textFields(form);
  const numbers = new Map<number, string>();
  const errors: Record<string, string[]> = {};
  for (const [name, typed] of Object.entries(fields)) {
    const position = /^tracking-([1-9]\d?)$/.exec(name)?.[1];
    if (!position) continue;
    const parsed = trackingSchema.safeParse(typed);
    if (parsed.success) numbers.set(Number(position), parsed.data);
    else errors[name] = parsed.error.issues.map(({ message }) => message);
  }
  if (Object.keys(errors).length > 0) return notTaken({ errors, fields });
  await trackShipment(viewer, number, numbers);
  return back(command, 'tracked');
}

async function dissolve(command: Command) {
  await dissolveShipment(command.viewer, command.number);
  return redirect('/shipments?tab=waiting');
}

async function voidIt(command: Command) {
  const reason = cleanText(String(command.form.get('reason') ?? '')).slice(0, 2000);
  await voidShipment(command.viewer, command.number, reason);
  return back(command);
}

/** What can be sent to the page of a shipment, by its `intent`. */
const COMMANDS = {
  save: (command: Command) => adjust(command, { kind: 'save' }),
  spread: (command: Command) => adjust(command, { kind: 'spread' }),
  gather: (command: Command) => adjust(command, { kind: 'gather' }),
  drop: (command: Command) => adjust(command, { kind: 'drop' }),
  add,
  confirm,
  repack,
  track,
  dissolve,
  void: voidIt,
};

/** Carries out what was sent to the page of a shipment. Throws DomainError `bad_form` (400) for an unknown intent. */
export async function runCommand(command: Command) {
  const [intent = '', itemId] = String(command.form.get('intent')).split(':');
  if (intent === 'take-out' && /^[1-9]\d{0,8}$/.test(itemId ?? ''))
    return adjust(command, { kind: 'take-out', itemId: Number(itemId) });
  if (!Object.hasOwn(COMMANDS, intent)) throw new DomainError('bad_form', 400);
  return COMMANDS[intent as keyof typeof COMMANDS](command);
}
