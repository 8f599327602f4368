import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { getStepOrder } from '~/domain/partners/onsite.server';
import { StepPage } from '~/parts/step-page';
import { readForm } from '~/platform/http/form.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { runCommand } from './actions.server';
import { AppointmentForm } from './appointment-form';
import { NoAppointment } from './no-appointment';
import { Visits } from './visits';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'partner', 'administrator');
  const order = await getStepOrder(viewer, args.params.number ?? '');
  if (!order) throw notFound();
  const pending = await takePendingForm(args.request, `/orders/${order.number}/appointment`);
  return data(
    { order, kept: pending?.fields ?? {}, now: Date.now() },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  const order = await getStepOrder(viewer, args.params.number ?? '');
  if (!order) throw notFound();
  const answer = await runCommand(viewer, order, form);
  return answer ? data(answer, { status: 422 }) : redirect(`/orders/${order.number}`);
});

/** Step 2: when the partner comes. */
export default function Appointment() {
  const { order, kept, now } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { onsite, location } = order;
  return (
    <StepPage
      step="appointment"
      order={order}
      now={now}
      answer={answer}
      aside={<Visits visits={onsite.visits} timeZone={location.timeZone} />}
    >
      <AppointmentForm
        order={order}
        kept={kept}
        result={answer && 'result' in answer ? answer.result : null}
        overlaps={answer && 'overlaps' in answer ? answer.overlaps : []}
      />
      <NoAppointment
        agreed={order.status === 'confirm_execution'}
        result={answer && 'none' in answer ? answer.none : null}
      />
    </StepPage>
  );
}
