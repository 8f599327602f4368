import { parseWithZod } from '@conform-to/zod/v4';
import type { Viewer } from '~/domain/auth/rules';
import {
  agreeAppointment,
  callOffAppointment,
  type Overlap,
  reportObstacle,
} from '~/domain/partners/appointment.server';
import type { OnsiteOrder } from '~/domain/partners/onsite.server';
import { appointmentSchema, reasonSchema } from '~/domain/partners/step-schema';
import type { FormResult } from '~/parts/typed-fields';
import { firstInstantAt, offset } from '~/platform/time-zone';

/** What is wrong with a form, or which other visits there are; null when it was carried out. */
type Answer = { result: FormResult; overlaps?: Overlap[] } | { none: FormResult } | null;

/** Carries out what was sent to the page of the appointment. Throws DomainErrors of the commands. */
export async function runCommand(viewer: Viewer, order: OnsiteOrder, form: FormData): Promise<Answer> {
  const intent = form.get('intent');
  if (intent === 'call-off' || intent === 'obstacle') {
    const submission = parseWithZod(form, { schema: reasonSchema });
    if (submission.status !== 'success') return { none: submission.reply() };
    const command = intent === 'obstacle' ? reportObstacle : callOffAppointment;
    await command(viewer, order.number, submission.value.reason);
    return null;
  }
  const submission = parseWithZod(form, { schema: appointmentSchema });
  if (submission.status !== 'success') return { result: submission.reply() };
  const { day, from, until, note, reason, despite } = submission.value;
  const startsAt = instantOf(day, from, order.location.timeZone);
  const endsAt = instantOf(day, until, order.location.timeZone);
  const refuse = (field: string, code: string) => ({
    result: submission.reply({ fieldErrors: { [field]: [code] } }),
  });
  if (!startsAt) return refuse('from', 'appointment_time_missing');
  if (!endsAt) return refuse('until', 'appointment_time_missing');
  if (startsAt.getTime() < Date.now()) return refuse('day', 'appointment_past');
  if (order.status === 'confirm_execution' && reason === '') return refuse('reason', 'required');
  const overlaps = await agreeAppointment(viewer, order.number, { startsAt, endsAt, note, reason, despite });
  if (overlaps.length === 0) return null;
  return { ...refuse('despite', 'appointment_overlaps'), overlaps };
}

/** The moment at which clocks of a place show a time; of a repeated hour the first. Null for one that is skipped. */
function instantOf(day: string, time: string, timeZone: string): Date | null {
  const wall = Date.parse(`${day}T${time}:00Z`);
  const instant = firstInstantAt(wall, timeZone);
  return instant + offset(instant, timeZone) === wall ? new Date(instant) : null;
}
