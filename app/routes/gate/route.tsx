import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { gateSchema } from '~/domain/orders/gate-schema';
import { getGate, saveGate } from '~/domain/orders/gates.server';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm } from '~/platform/http/form.server';
import { idOf } from '~/platform/http/id-param';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { PageHeader } from '~/ui/frame/page-header';
import { type GateFields, GateForm } from './gate-form';

const EMPTY: GateFields = {
  labelEn: '',
  labelDe: '',
  helpEn: '',
  helpDe: '',
  askedOf: 'technician',
  blocking: '',
  active: 'on',
  position: '0',
};

const onOrEmpty = (value: boolean) => (value ? 'on' : '');

/** The gate of the URL in the words of its form; null for a new one. Throws the 404 for one that is not there. */
async function storedFields(param: string | undefined): Promise<GateFields | null> {
  if (param === 'new') return null;
  const id = idOf(param);
  const gate = id === null ? null : await getGate(id);
  if (!gate) throw notFound();
  const { blocking, active, position } = gate;
  return {
    ...gate,
    blocking: onOrEmpty(blocking),
    active: onOrEmpty(active),
    position: String(position),
  };
}

export async function loader(args: LoaderFunctionArgs) {
  await requireRole(args, 'administrator');
  const stored = await storedFields(args.params.id);
  const pending = await takePendingForm(args.request, new URL(args.request.url).pathname);
  const typed = pending && { ...EMPTY, active: '', ...pending.fields };
  return data(
    { isNew: stored === null, fields: typed ?? stored ?? EMPTY },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  if (viewer.role !== 'administrator') throw notFound();
  await storedFields(args.params.id);
  const submission = parseWithZod(form, { schema: gateSchema });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 422 });
  await saveGate(viewer, idOf(args.params.id), submission.value);
  return redirect('/admin/gates?saved');
});

export default function GatePage() {
  const { t, i18n } = useTranslation('intake');
  const { isNew, fields } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const label = i18n.language === 'de' ? fields.labelDe : fields.labelEn;
  return (
    <>
      <PageHeader
        title={isNew ? t('gate.new') : label}
        back={{ to: '/admin/gates', label: t('gate.back') }}
      />
      <RefusalNotice answer={answer} />
      <GateForm fields={fields} result={answer && 'result' in answer ? answer.result : null} />
    </>
  );
}
