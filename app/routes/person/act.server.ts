import type { SubmissionResult } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { requireRecentProof } from '~/domain/auth/proof.server';
import type { Viewer } from '~/domain/auth/rules';
import { resetSecondFactor } from '~/domain/auth/second-factor.server';
import { endSessionsOf } from '~/domain/auth/sessions.server';
import { askEmailChange, withdrawEmailChange } from '~/domain/companies/change-email.server';
import { changePerson } from '~/domain/companies/change-person.server';
import type { PersonDetail } from '~/domain/companies/people.server';
import { colleagueSchema, emailChangeSchema, personSchema } from '~/domain/companies/people-schema';
import { deactivatePerson, reactivatePerson } from '~/domain/companies/person-active.server';
import { sendFirstLink } from '~/domain/companies/send-first-link.server';
import { handOverOrders } from '~/domain/orders/hand-over.server';
import { DomainError } from '~/platform/errors';
import { fieldRefusal } from '~/platform/http/field-refusal';
import { idOf } from '~/platform/http/id-param';

/** What was wrong with one of the page's forms. */
type Wrong = { form: 'save' | 'email'; result: SubmissionResult<string[]> };

type Act = { viewer: Viewer; person: PersonDetail; form: FormData };

const FIELDS = {
  person_known: 'email',
  person_company_required: 'company',
  person_company_unknown: 'company',
  person_locations_required: 'locations',
};

/** What can be done with a person, by the `intent` of the form; each tells what was wrong, or nothing when it is done. */
const ACTS = {
  async save({ viewer, person, form }: Act): Promise<Wrong | undefined> {
    const schema = viewer.role === 'administrator' ? personSchema : colleagueSchema;
    const submission = parseWithZod(form, { schema });
    if (submission.status !== 'success') return { form: 'save', result: submission.reply() };
    try {
      await changePerson(viewer, person.id, submission.value);
    } catch (error) {
      return { form: 'save', result: fieldRefusal(error, submission, FIELDS) };
    }
  },
  async email({ viewer, person, form }: Act): Promise<Wrong | undefined> {
    const submission = parseWithZod(form, { schema: emailChangeSchema });
    if (submission.status !== 'success') return { form: 'email', result: submission.reply() };
    try {
      await askEmailChange(viewer, person.id, submission.value.email);
    } catch (error) {
      return { form: 'email', result: fieldRefusal(error, submission, FIELDS) };
    }
  },
  async 'email-withdraw'({ viewer, person }: Act) {
    await withdrawEmailChange(viewer, person.id);
  },
  async deactivate({ viewer, person, form }: Act) {
    const to = idOf(String(form.get('handOver') ?? ''));
    await deactivatePerson(viewer, person.id, (tx) => handOverOrders(tx, viewer, person.id, to));
  },
  async activate({ viewer, person }: Act) {
    await reactivatePerson(viewer, person.id);
  },
  async link({ viewer, person }: Act) {
    await sendFirstLink(viewer, person.id);
  },
  async 'reset-factor'({ viewer, person }: Act) {
    await resetSecondFactor(viewer, person.id);
  },
  async 'end-sessions'({ viewer, person }: Act) {
    await endSessionsOf(viewer, person.id);
  },
} satisfies Record<string, (act: Act) => Promise<Wrong | undefined> | Promise<void>>;

type Intent = keyof typeof ACTS;

/** What gives rights, or takes a lock away: before it administrators prove anew who they are. */
const DELICATE: readonly Intent[] = ['save', 'email', 'activate', 'reset-factor'];

/** The intent with this name; null for any other text. */
export function intentOf(name: unknown): Intent | null {
  return typeof name === 'string' && Object.hasOwn(ACTS, name) ? (name as Intent) : null;
}

/** Does what the form asks for. @returns what was wrong with it, or where it leads. Throws DomainError `bad_form` (400). */
export async function act(what: Act & { args: ActionFunctionArgs }, base: string): Promise<Wrong | Response> {
  const intent = intentOf(what.form.get('intent'));
  if (!intent) throw new DomainError('bad_form', 400);
  if (what.viewer.role === 'administrator' && DELICATE.includes(intent))
    await requireRecentProof(what.args, what.form);
  const wrong = await ACTS[intent](what);
  return wrong ?? redirect(`${base}/${what.person.id}?done=${intent}`);
}
