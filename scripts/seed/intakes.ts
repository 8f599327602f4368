import type { ClientBase } from 'pg';
import type { InsertedOrder } from './insert-orders';
import { insertRows } from './insert-rows';
import type { Random } from './random';

const GATES = [
  {
    label_en: 'The tracking lock is off',
    label_de: 'Die Ortungssperre ist aus',
    help_en: 'Such as “Find My” on Apple devices; with it on we cannot test the repair.',
    help_de: 'Etwa «Wo ist?» auf Apple-Geräten; sonst können wir die Reparatur nicht testen.',
    asked_of: 'sender',
    blocking: true,
    position: 1,
  },
  {
    label_en: 'My data are backed up',
    label_de: 'Meine Daten sind gesichert',
    help_en: '',
    help_de: '',
    asked_of: 'sender',
    blocking: false,
    position: 2,
  },
  {
    label_en: 'SIM and memory cards are removed',
    label_de: 'SIM- und Speicherkarten sind entfernt',
    help_en: '',
    help_de: '',
    asked_of: 'both',
    blocking: false,
    position: 3,
  },
  {
    label_en: 'The battery is not swollen',
    label_de: 'Der Akku ist nicht aufgebläht',
    help_en: 'A swollen one goes to the fire-proof box first.',
    help_de: 'Ein aufgeblähter kommt zuerst in die feuerfeste Kiste.',
    asked_of: 'technician',
    blocking: true,
    position: 4,
  },
];

const CONDITIONS = [
  { en: 'No visible damage', de: 'Kein sichtbarer Schaden' },
  { en: 'Scratches on the case', de: 'Kratzer am Gehäuse' },
  { en: 'Display cracked, dents at the corners', de: 'Display gesprungen, Dellen an den Ecken' },
  { en: 'Does not switch on, traces of liquid', de: 'Lässt sich nicht einschalten, Spuren von Flüssigkeit' },
];
const ACCESSORIES = [
  { en: '', de: '' },
  { en: 'Charger', de: 'Ladegerät' },
  { en: 'Charger, cable, bag', de: 'Ladegerät, Kabel, Tasche' },
  { en: 'Original box', de: 'Originalverpackung' },
];
const MINUTE = 60_000;

/** Inserts the demo's gates, and how the devices arrived that were received; some of the latest wait for it. */
export async function insertIntakes(
  client: ClientBase,
  orders: readonly InsertedOrder[],
  now: Date,
  random: Random,
): Promise<void> {
  await insertRows(client, 'gates', GATES);
  const { rows } = await client.query<{ id: number; label_en: string; label_de: string }>(
    'SELECT id, label_en, label_de FROM gates ORDER BY position',
  );
  const gates = rows.map(({ id, label_en, label_de }) => ({
    gateId: id,
    label: { en: label_en, de: label_de },
    met: true,
  }));
  const intakes = orders.flatMap(({ id, plan, steps, worker, locale }) => {
    const index = steps.findIndex(({ move }) => move.to === 'received');
    const received = steps[index];
    if (!received || (plan.status === 'received' && random.chance(0.6))) return [];
    const until = steps[index + 1]?.at ?? now;
    const at = new Date(Math.min(received.at.getTime() + random.int(2, 25) * MINUTE, until.getTime()));
    const condition = random.pick(CONDITIONS)[locale];
    return [
      { order_id: id, condition, accessories: random.pick(ACCESSORIES)[locale], gates, by_id: worker, at },
    ];
  });
  await insertRows(client, 'intakes', intakes);
  await insertRows(
    client,
    'events',
    intakes.map(({ order_id, by_id, at, condition, accessories }) => ({
      ...{ type: 'order.intake', order_id, actor_id: by_id, visibility: 'public', at },
      data: { condition, accessories },
    })),
  );
}
