import type { LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { findOrNew, formPage, requireSetup, saveAction } from '~/domain/auth/setup.server';
import { gateSchema } from '~/domain/orders/gate-schema';
import { getGate, saveGate } from '~/domain/orders/gates.server';
import { RefusalNotice } from '~/parts/refusal-notice';
import { onOrEmpty } from '~/parts/setup-form';
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

/** A stored gate as its form shows it. */
function fieldsOf(gate: NonNullable<Awaited<ReturnType<typeof getGate>>>): GateFields {
  const { blocking, active, position } = gate;
  return {
    ...gate,
    blocking: onOrEmpty(blocking),
    active: onOrEmpty(active),
    position: String(position),
  };
}

export async function loader(args: LoaderFunctionArgs) {
  await requireSetup(args);
  const gate = await findOrNew(args.params.id, getGate);
  return formPage(args, EMPTY, gate && fieldsOf(gate), { isNew: gate === null });
}

export const action = saveAction({
  schema: gateSchema,
  find: getGate,
  save: saveGate,
  done: '/admin/gates?saved',
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
