import type { ClientBase } from 'pg';
import { insertRows } from './insert-rows';

/** What every installation needs, and what the demo has of it. */

const OPERATOR = {
  id: 1,
  name: 'Repair service',
  accent: '#3651c9',
  street: '',
  postal_code: '',
  city: '',
  country: 'CH',
  email: 'service@portal.invalid',
  phone: '',
  website: '',
  paper_footer: '',
};

const DEMO_OPERATOR = {
  ...OPERATOR,
  name: 'Alpenfix Service AG',
  street: 'Werkstrasse 12',
  postal_code: '8005',
  city: 'Zürich',
  email: 'service@alpenfix.example',
  phone: '+41 44 555 01 20',
  website: 'https://www.alpenfix.example',
  paper_footer:
    'Alpenfix Service AG · Werkstrasse 12 · 8005 Zürich\nCHE-123.456.788 MWST · IBAN CH93 0076 2011 6238 5295 7',
};

const LOCATION = {
  code: 'MAIN',
  name: 'Service location',
  street: '',
  postal_code: '',
  city: '',
  country: 'CH',
  region: null as string | null,
  time_zone: 'Europe/Zurich',
  closes_at: '17:00',
  phone: '',
  email: 'service@portal.invalid',
};

const DEMO_LOCATIONS = [
  {
    ...LOCATION,
    code: 'ZRH',
    name: 'Zürich',
    street: 'Werkstrasse 12',
    postal_code: '8005',
    city: 'Zürich',
    region: 'ZH',
    phone: '+41 44 555 01 21',
    email: 'zuerich@alpenfix.example',
  },
  {
    ...LOCATION,
    code: 'MUC',
    name: 'München',
    street: 'Landsberger Straße 155',
    postal_code: '80687',
    city: 'München',
    country: 'DE',
    region: 'BY',
    time_zone: 'Europe/Berlin',
    closes_at: '16:30',
    phone: '+49 89 5550 140',
    email: 'muenchen@alpenfix.example',
  },
];

const DELIVERY_METHODS = [
  {
    code: 'pick-up',
    name_en: 'Pick up at the service location',
    name_de: 'Abholung am Servicestandort',
    to_address: false,
    position: 1,
  },
  { code: 'parcel', name_en: 'Parcel', name_de: 'Paket', to_address: true, position: 2 },
  { code: 'courier', name_en: 'Express courier', name_de: 'Expresskurier', to_address: true, position: 3 },
];

const DEMO_QUESTIONS = [
  {
    kind: 'choice',
    label_en: 'What may we do with your data?',
    label_de: 'Was dürfen wir mit Ihren Daten tun?',
    help_en: 'Some repairs need a reset.',
    help_de: 'Manche Reparaturen verlangen ein Zurücksetzen.',
    options: [
      { value: 'keep', en: 'Keep them, ask before a reset', de: 'Behalten, vor einem Zurücksetzen fragen' },
      {
        value: 'backed-up',
        en: 'They are backed up, you may erase them',
        de: 'Sie sind gesichert und dürfen gelöscht werden',
      },
      {
        value: 'save',
        en: 'Please save them first, for a charge',
        de: 'Bitte zuerst sichern, gegen Berechnung',
      },
    ],
    required: true,
    position: 1,
  },
  {
    kind: 'yes_no',
    label_en: 'Is the device insured or under warranty?',
    label_de: 'Ist das Gerät versichert oder in der Garantie?',
    help_en: '',
    help_de: '',
    options: [],
    required: true,
    position: 2,
  },
  {
    kind: 'date',
    label_en: 'Since when has the problem existed?',
    label_de: 'Seit wann besteht das Problem?',
    help_en: 'A rough date is enough.',
    help_de: 'Ein ungefähres Datum genügt.',
    options: [],
    required: false,
    position: 3,
  },
  {
    kind: 'text',
    label_en: 'What do you send along with the device?',
    label_de: 'Was geben Sie dem Gerät mit?',
    help_en: 'Charger, case, pen …',
    help_de: 'Ladegerät, Hülle, Stift …',
    options: [],
    required: false,
    position: 4,
  },
  {
    kind: 'number',
    label_en: 'Up to which amount may we repair without asking?',
    label_de: 'Bis zu welchem Betrag dürfen wir ohne Rückfrage reparieren?',
    help_en: 'In your account’s currency.',
    help_de: 'In der Währung Ihres Kontos.',
    options: [],
    required: false,
    position: 5,
  },
];

/** Inserts operator, service locations, delivery methods and, for the demo, questions. Needs an empty database. */
export async function insertBasics(client: ClientBase, demo: boolean): Promise<void> {
  await insertRows(client, 'operator', [demo ? DEMO_OPERATOR : OPERATOR]);
  await insertRows(client, 'locations', demo ? DEMO_LOCATIONS : [LOCATION]);
  await insertRows(client, 'delivery_methods', DELIVERY_METHODS);
  if (demo) await insertRows(client, 'questions', DEMO_QUESTIONS);
}
