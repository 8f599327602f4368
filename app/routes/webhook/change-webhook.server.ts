import { parseWithZod } from '@conform-to/zod/v4';
import { redirect } from '@remix-run/node';
import type { Viewer } from '~/domain/auth/rules';
import { getOperator } from '~/domain/companies/operator.server';
import {
  removeEndpoint,
  rotateSecret,
  showSecret,
  switchEndpoint,
} from '~/domain/webhooks/change-endpoint.server';
import type { ShownEndpoint } from '~/domain/webhooks/endpoints.server';
import { replaySchema } from '~/domain/webhooks/schema';
import { sendFailedAgain, sendTest } from '~/domain/webhooks/send-again.server';
import { DomainError } from '~/platform/errors';
import { textFields } from '~/platform/http/form.server';
import { startOfDay } from '~/platform/start-of-day';
import type { Done } from './filter';

type Endpoint = Pick<ShownEndpoint, 'id'>;

/** Does what a form of the page asks for. @returns where to go then, or what the page shows */
export async function changeWebhook(viewer: Viewer, { id }: Endpoint, form: FormData) {
  const fields = textFields(form);
  const to = (done: Done, count = '') => redirect(`/webhooks/${id}?done=${done}${count}`, 303);
  switch (fields.intent) {
    case 'test':
      await sendTest(viewer, id);
      return to('tested');
    case 'on':
    case 'off':
      await switchEndpoint(viewer, id, fields.intent === 'on');
      return to(fields.intent);
    case 'rotate':
      await rotateSecret(viewer, id, fields.rotatedAfter ?? '');
      return to('rotated');
    case 'secret': {
      const secret = await showSecret(viewer, id);
      return { answer: { secret }, init: { headers: { 'Cache-Control': 'no-store' } } };
    }
    case 'replay':
      return replay(viewer, id, form, to);
    case 'remove':
      await removeEndpoint(viewer, id);
      return redirect('/webhooks?removed', 303);
    default:
      throw new DomainError('bad_form', 400);
  }
}

async function replay(
  viewer: Viewer,
  id: number,
  form: FormData,
  to: (done: Done, count: string) => Response,
) {
  const submission = parseWithZod(form, { schema: replaySchema });
  if (submission.status !== 'success')
    return { answer: { result: submission.reply() }, init: { status: 422 } };
  const since = startOfDay(submission.value.since, (await getOperator()).timeZone);
  return to('replayed', `&count=${await sendFailedAgain(viewer, id, since)}`);
}
