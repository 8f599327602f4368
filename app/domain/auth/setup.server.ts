import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { z } from 'zod';
import { fieldRefusal } from '~/platform/http/field-refusal';
import { readForm } from '~/platform/http/form.server';
import { idOf } from '~/platform/http/id-param';
import { requestLanguage } from '~/platform/http/language.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { requireViewerOrKeep, takePendingForm } from './pending-form.server';
import { requireRole } from './require-viewer.server';
import type { Viewer } from './rules';

/** Pages on which administrators set something up: the list of it, and the form of one. For others they do not exist (404). */

/** The language of the administrator who looks at a set-up page, and whether they saved something just now. */
export async function requireSetup(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'administrator');
  const language = await requestLanguage(args.request, viewer.locale);
  return {
    ...language,
    saved: new URL(args.request.url).searchParams.has('saved'),
    /** What is set up in both languages, in theirs. */
    own: (english: string, german: string) => (language.locale === 'de' ? german : english),
  };
}

/** What the id in the address stands for; null for `new`. Throws the 404 for what is not there. */
export async function findOrNew<Found>(
  param: string | undefined,
  find: (id: number) => Promise<Found | null>,
): Promise<Found | null> {
  if (param === 'new') return null;
  const id = idOf(param);
  const found = id === null ? null : await find(id);
  if (!found) throw notFound();
  return found;
}

/**
 * The data of the page of a form: `shown`, and as `fields` what was typed before the session ended, else what is stored, else `empty`.
 * A check box is `on` or empty; browsers do not send one that is not ticked.
 */
export async function formPage<Fields extends Record<string, string>, Shown extends object>(
  { request }: LoaderFunctionArgs,
  empty: Fields,
  stored: NoInfer<Fields> | null,
  shown: Shown,
) {
  const pending = await takePendingForm(request, new URL(request.url).pathname);
  const unticked = Object.entries(empty).flatMap(([name, value]) => (value === 'on' ? [[name, '']] : []));
  const fields: Fields = pending
    ? { ...empty, ...Object.fromEntries(unticked), ...pending.fields }
    : (stored ?? empty);
  return data({ ...shown, fields }, pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined);
}

/** What an administrator sent; it is kept for who has to sign in again. */
export async function readFromAdministrator(
  args: ActionFunctionArgs,
): Promise<{ viewer: Viewer; form: FormData }> {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  if (viewer.role !== 'administrator') throw notFound();
  return { viewer, form };
}

type Setup<Schema extends z.ZodType, Saved> = {
  /** What is sent; where prices are typed, by the format of numbers. */
  schema: Schema | ((format: string) => Schema);
  find(id: number): Promise<object | null>;
  /** Adds one, or changes the one with this id. */
  save(viewer: Viewer, id: number | null, form: z.output<Schema>): Promise<Saved>;
  /** The field of each refusal that has one. */
  refusals?: Readonly<Record<string, string>>;
  /** Where it leads to from what was saved. */
  done: string | ((saved: Saved, isNew: boolean) => string);
};

/** The action of the form of one thing: saves it, or answers what is wrong with its fields (422). */
export function saveAction<Schema extends z.ZodType, Saved>(setup: Setup<Schema, Saved>) {
  const { schema: given, find, save, refusals = {}, done } = setup;
  return withRefusals(async (args: ActionFunctionArgs) => {
    const { viewer, form } = await readFromAdministrator(args);
    const isNew = (await findOrNew(args.params.id, find)) === null;
    const { format } = await requestLanguage(args.request, viewer.locale);
    const schema = given instanceof z.ZodType ? given : given(format);
    const submission = parseWithZod(form, { schema });
    if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 422 });
    try {
      const saved = await save(viewer, idOf(args.params.id), submission.value);
      return redirect(typeof done === 'string' ? done : done(saved, isNew));
    } catch (error) {
      return data({ result: fieldRefusal(error, submission, refusals) }, { status: 422 });
    }
  });
}
