import type { SubmissionResult } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { redirect } from '@remix-run/node';
import { changePassword } from '~/domain/auth/change-password.server';
import { changePasswordSchema } from '~/domain/auth/password-schema';
import { updateProfile } from '~/domain/auth/profile.server';
import type { Viewer } from '~/domain/auth/rules';
import { profileSchema } from '~/domain/auth/schema';
import {
  endAllSessions,
  endOtherSessions,
  endSession,
  signedOutHeaders,
} from '~/domain/auth/sessions.server';
import { DomainError } from '~/platform/errors';

type Answer = {
  answer: { form: 'profile' | 'password'; result: SubmissionResult<string[]> };
  init: { status: number; headers?: Record<string, string> };
};

/** Does what the pressed button of the account page (`intent`) asks for. Throws DomainError `bad_form` (400). */
export async function changeAccount(viewer: Viewer, form: FormData): Promise<Answer | Response> {
  switch (form.get('intent')) {
    case 'profile':
      return changeProfile(viewer, form);
    case 'password':
      return changeOwnPassword(viewer, form);
    case 'end-session':
      await endSession(viewer, Number.parseInt(String(form.get('sessionId')), 10) || 0);
      return redirect('/account?done=session');
    case 'end-others':
      await endOtherSessions(viewer);
      return redirect('/account?done=others');
    case 'end-all': {
      await endAllSessions(viewer);
      return redirect('/login?done=everywhere', { headers: await signedOutHeaders() });
    }
    default:
      throw new DomainError('bad_form', 400);
  }
}

async function changeProfile(viewer: Viewer, form: FormData): Promise<Answer | Response> {
  const submission = parseWithZod(form, { schema: profileSchema });
  if (submission.status !== 'success')
    return { answer: { form: 'profile', result: submission.reply() }, init: { status: 422 } };
  await updateProfile(viewer, submission.value);
  return redirect('/account?done=profile');
}

async function changeOwnPassword(viewer: Viewer, form: FormData): Promise<Answer | Response> {
  const submission = parseWithZod(form, { schema: changePasswordSchema(viewer.email) });
  const wrong = (init: Answer['init'], fieldErrors: Record<string, string[]> = {}): Answer => ({
    answer: {
      form: 'password',
      result: submission.reply({ hideFields: ['current', 'password', 'repeat'], fieldErrors }),
    },
    init,
  });
  if (submission.status !== 'success') return wrong({ status: 422 });
  const { current, password } = submission.value;
  const answer = await changePassword(viewer, current, password);
  if (answer.ok) return redirect('/account?done=password');
  if (answer.code === 'current_password_wrong') return wrong({ status: 422 }, { current: [answer.code] });
  const error = `too_many_attempts?minutes=${Math.ceil(answer.seconds / 60)}`;
  return wrong({ status: 429, headers: { 'Retry-After': String(answer.seconds) } }, { current: [error] });
}
