import type { ClientBase } from 'pg';
import type { Words } from './catalogue';
import { insertRows, takeIds } from './insert-rows';

type Item = Words & { kind: 'yes_no' | 'text' | 'number'; answer: string };
const item = (kind: Item['kind'], answer: string, en: string, de: string): Item => ({ kind, answer, en, de });
const ACCESS = item(
  'yes_no',
  'yes',
  'Can the goods be carried to the place?',
  'Kann die Ware an den Ort getragen werden?',
);

const TYPES: (Words & { code: string; fits: RegExp; items: Item[] })[] = [
  {
    code: 'TV-MOUNT',
    en: 'Mount a television',
    de: 'Fernseher montieren',
    fits: /TV|Fernseher/i,
    items: [
      ACCESS,
      item('text', 'Plasterboard', 'What is the wall made of?', 'Woraus ist die Wand?'),
      item(
        'yes_no',
        'yes',
        'Does the bracket fit the wall and the device?',
        'Passt die Halterung zu Wand und Gerät?',
      ),
    ],
  },
  {
    code: 'WATER-CONNECT',
    en: 'Connect a washing machine or dishwasher',
    de: 'Waschmaschine oder Geschirrspüler anschliessen',
    fits: /wash|geschirr|wasch/i,
    items: [
      ACCESS,
      item('yes_no', 'yes', 'Is there a water connection?', 'Ist ein Wasseranschluss vorhanden?'),
      item('number', '60', 'How wide is the niche, in cm?', 'Wie breit ist die Nische, in cm?'),
    ],
  },
  {
    code: 'BUILT-IN',
    en: 'Install a built-in device',
    de: 'Einbaugerät einbauen',
    fits: /./,
    items: [
      ACCESS,
      item('yes_no', 'yes', 'Is there a 400 V connection?', 'Ist ein Anschluss mit 400 V vorhanden?'),
      item('text', 'Niche of 60 cm', 'What does the furniture look like?', 'Wie sehen die Möbel aus?'),
    ],
  },
];

export type InsertedType = (typeof TYPES)[number] & { id: number };

/** The kinds of service of the demo, with their checklists. */
async function insertTypes(client: ClientBase): Promise<InsertedType[]> {
  const ids = await takeIds(client, 'service_types_id_seq', TYPES.length);
  const types = TYPES.map((type, index) => ({ ...type, id: ids[index] ?? 0 }));
  await insertRows(
    client,
    'service_types',
    types.map(({ id, code, en, de }, position) => ({ id, code, name_en: en, name_de: de, position })),
  );
  await insertRows(
    client,
    'checklist_items',
    types.flatMap(({ id, items }) =>
      items.map(({ kind, en, de }, position) => ({
        service_type_id: id,
        kind,
        label_en: en,
        label_de: de,
        position,
        required: true,
      })),
    ),
  );
  return types;
}

/** The kinds of service of the demo; made when there are none. */
export async function seededTypes(client: ClientBase): Promise<InsertedType[]> {
  const { rows } = await client.query<{ id: number; code: string }>('SELECT id, code FROM service_types');
  if (rows.length === 0) return insertTypes(client);
  return TYPES.flatMap((type) => {
    const known = rows.find(({ code }) => code === type.code);
    return known ? [{ ...type, id: known.id }] : [];
  });
}
