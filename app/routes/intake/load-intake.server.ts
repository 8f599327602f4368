import { listAttachments } from '~/domain/attachments/queries.server';
import type { Viewer } from '~/domain/auth/rules';
import { historyOfOrder } from '~/domain/orders/device-history.server';
import { activeGates, gatesOfOrder } from '~/domain/orders/gates.server';
import { intakePage } from '~/domain/orders/intake.server';
import { gateField } from '~/domain/orders/intake-rules';
import { stageOf } from '~/domain/orders/rules';
import { translator } from '~/platform/i18n/i18n';
import { isLocale, type Language } from '~/platform/i18n/locale';

/** What the intake of an order is written on; null when this viewer takes in no such device. */
export async function loadIntake(viewer: Viewer, number: string, { locale }: Language) {
  const order = await intakePage(viewer, number);
  if (!order) return null;
  const [gates, photos, history] = await Promise.all([
    activeGates(),
    listAttachments(viewer, order.id),
    historyOfOrder(viewer, order),
  ]);
  const states = await gatesOfOrder(order.id, gates);
  const german = locale === 'de';
  const found = (met: boolean | null) => (met === null ? '' : met ? 'met' : 'unmet');
  return {
    number: order.number,
    device: order.deviceName,
    stage: stageOf(order.kind, order.status),
    content: order.content,
    passcodeKept: order.passcodeKept,
    photos,
    history,
    choices: quickChoices(isLocale(order.content.locale) ? order.content.locale : locale),
    gates: states.map(({ gate, confirmed, by, met }) => ({
      id: gate.id,
      label: german ? gate.labelDe : gate.labelEn,
      help: german ? gate.helpDe : gate.helpEn,
      blocking: gate.blocking,
      said: gate.askedOf === 'technician' ? null : confirmed,
      answer: by === 'technician' ? found(met) : '',
    })),
    fields: { condition: order.last?.condition ?? '', accessories: order.last?.accessories ?? '' },
  };
}

export type LoadedIntake = NonNullable<Awaited<ReturnType<typeof loadIntake>>>;

/** What is often said of a device, in the language of its order: the customer reads it. */
function quickChoices(locale: 'en' | 'de') {
  const t = translator(locale);
  return {
    condition: Object.values(t('intake:choices.condition', { returnObjects: true })),
    accessories: Object.values(t('intake:choices.accessories', { returnObjects: true })),
  };
}

/** The fields of the gates as the form shows them. */
export function gateFields(gates: LoadedIntake['gates']): Record<string, string> {
  return Object.fromEntries(gates.map(({ id, answer }) => [gateField(id), answer]));
}
