import type { ClientBase } from 'pg';
import { insertRows, takeIds } from './insert-rows';

/** The companies and people of the demo. */

/** The e-mail addresses that sign in to the demo, as they are printed at the start. */
export const DEMO_LOGINS = [
  'customer@demo.test',
  'reseller@demo.test',
  'technician@demo.test',
  'partner@demo.test',
  'admin@demo.test',
] as const;

type Kind = 'customer' | 'reseller' | 'partner';

/** Name, street, postal code and city, and who signs in for it. */
type Party = readonly [
  name: string,
  street: string,
  postalCode: string,
  city: string,
  person?: string,
  email?: string,
];

const CUSTOMERS: readonly Party[] = [
  ['Lindenhof Architektur AG', 'Lindenstrasse 14', '8008', 'Zürich', 'Nora Lindt', 'customer@demo.test'],
  ['Praxis Dr. Sommer', 'Bahnhofplatz 3', '8400', 'Winterthur', 'Ilse Sommer'],
  ['Rossi Gastro GmbH', 'Via Nassa 21', '6900', 'Lugano', 'Marco Rossi'],
  ['Brauerei Tannwald AG', 'Tannwaldweg 2', '9000', 'St. Gallen', 'Urs Egger'],
  ['Beat Hofer', 'Dorfstrasse 88', '3110', 'Münsingen', 'Beat Hofer'],
  ['Claire Dubois', 'Rue du Lac 9', '2000', 'Neuchâtel', 'Claire Dubois'],
  ['Schreinerei Huber GmbH', 'Am Sägewerk 5', '83607', 'Holzkirchen', 'Toni Huber'],
  ['Kanzlei Weiß & Partner', 'Maximilianstraße 40', '80539', 'München', 'Friederike Weiß'],
  ['Jürgen Größmann', 'Königsstraße 5', '86150', 'Augsburg', 'Jürgen Größmann'],
];

const RESELLERS: readonly { party: Party; customers: readonly Party[] }[] = [
  {
    party: [
      'Seetal Telecom AG',
      'Industriestrasse 30',
      '5600',
      'Lenzburg',
      'Sandra Keller',
      'reseller@demo.test',
    ],
    customers: [
      ['Gemeinde Seon', 'Unterdorfstrasse 11', '5703', 'Seon'],
      ['Spital Region Aare', 'Tellstrasse 25', '5001', 'Aarau'],
      ['Muri Logistik AG', 'Güterstrasse 6', '5630', 'Muri'],
      ['Schule Hallwil', 'Schulweg 1', '5705', 'Hallwil'],
      ['Landi Freiamt', 'Zürcherstrasse 19', '5620', 'Bremgarten'],
      ['Käserei Bühler', 'Sonnenhof 4', '5707', 'Seengen'],
      ['Elektro Frey & Co.', 'Hauptstrasse 77', '5734', 'Reinach'],
      ['Pflegedienst Aabach', 'Aabachweg 12', '5600', 'Lenzburg'],
    ],
  },
  {
    party: ['Nordlicht IT-Handel GmbH', 'Leopoldstraße 202', '80804', 'München', 'Hannes Vogt'],
    customers: [
      ['Stadtwerke Freising', 'Wippenhauser Straße 19', '85354', 'Freising'],
      ['Autohaus Brandl', 'Münchner Straße 61', '85221', 'Dachau'],
      ['Hotel Isarblick', 'Isarkai 3', '80469', 'München'],
      ['Müller Maschinenbau KG', 'Werkstraße 9', '85737', 'Ismaning'],
      ['Apotheke am Tor', 'Torplatz 2', '85435', 'Erding'],
      ['Verlag Kirchner', 'Schellingstraße 48', '80799', 'München'],
      ['Zahnarzt Dr. Öztürk', 'Rosenheimer Straße 118', '81669', 'München'],
      ['Bäckerei Strobl', 'Marktplatz 7', '82131', 'Gauting'],
    ],
  },
  {
    party: ['MobilPunkt Basel AG', 'Freie Strasse 52', '4001', 'Basel', 'Luca Meier'],
    customers: [
      ['Rheinhafen Umschlag AG', 'Hafenstrasse 25', '4057', 'Basel'],
      ['Chemielabor Brunner', 'Klybeckstrasse 141', '4057', 'Basel'],
      ['Velo Plus Liestal', 'Rathausstrasse 30', '4410', 'Liestal'],
      ['Kino Atlantis', 'Steinenvorstadt 36', '4051', 'Basel'],
      ['Treuhand Wyss', 'Aeschengraben 9', '4051', 'Basel'],
      ['Kita Regenbogen', 'Bruderholzallee 14', '4059', 'Basel'],
      ['Gärtnerei Schaub', 'Im Link 8', '4123', 'Allschwil'],
      ['Optik Zentrum Muttenz', 'Hauptstrasse 15', '4132', 'Muttenz'],
    ],
  },
];

const PARTNERS: readonly Party[] = [
  ['HausWerk Montage GmbH', 'Gewerbepark 8', '8604', 'Volketswil', 'Reto Ammann', 'partner@demo.test'],
  ['Isar Montagedienst GmbH', 'Frankfurter Ring 105', '80807', 'München', 'Sepp Lechner'],
];

/** Name, e-mail address, and the codes of the locations. */
const TECHNICIANS: readonly (readonly [string, string, readonly string[]])[] = [
  ['Tim Brunner', 'technician@demo.test', ['ZRH', 'MUC']],
  ['Aylin Demir', 'aylin.demir@alpenfix.example', ['ZRH']],
  ['Pascal Favre', 'pascal.favre@alpenfix.example', ['ZRH']],
  ['Korbinian Maier', 'korbinian.maier@alpenfix.example', ['MUC']],
];

/**
 * Inserts the companies and people of the demo, all with the same password.
 * @param passwordHash its argon2id hash
 */
export async function insertAccounts(
  client: ClientBase,
  passwordHash: string,
  createdAt: Date,
): Promise<void> {
  const companies: object[] = [];
  const users: object[] = [];
  const size = CUSTOMERS.length + PARTNERS.length + RESELLERS.reduce((n, r) => n + 1 + r.customers.length, 0);
  const ids = await takeIds(client, 'companies_id_seq', size);
  const common = { password_hash: passwordHash, demo: true, created_at: createdAt };

  const add = (kind: Kind, party: Party, resellerId: number | null = null): number => {
    const [name, street, postalCode, city, person, email] = party;
    const id = ids[companies.length] ?? 0;
    const german = postalCode.length === 5;
    const address = email ?? `${mailbox(person ?? 'info')}@${mailbox(name)}.example`;
    companies.push({
      id,
      number: `${kind === 'customer' ? 'C' : kind === 'reseller' ? 'R' : 'P'}-${10_000 + id}`,
      kind,
      reseller_id: resellerId,
      name,
      email: person ? address : `info@${mailbox(name)}.example`,
      phone: `${german ? '+49 89' : '+41 44'} 555 ${String(20 + id).padStart(2, '0')} ${String((id * 37) % 100).padStart(2, '0')}`,
      street,
      postal_code: postalCode,
      city,
      country: german ? 'DE' : 'CH',
      currency: german ? 'EUR' : 'CHF',
      locale: ['Nora Lindt', 'Marco Rossi', 'Claire Dubois'].includes(person ?? '') ? 'en' : 'de',
      delivery_allowed: kind === 'reseller' || companies.length % 3 !== 1,
      active: true,
      demo: true,
      created_at: createdAt,
    });
    if (person) users.push({ ...common, email: address, name: person, role: kind, company_id: id });
    return id;
  };

  for (const party of CUSTOMERS) add('customer', party);
  for (const { party, customers } of RESELLERS) {
    const id = add('reseller', party);
    for (const customer of customers) add('customer', customer, id);
  }
  for (const party of PARTNERS) add('partner', party);
  for (const [name, email] of TECHNICIANS) {
    users.push({ ...common, email, name, role: 'technician', company_id: null });
  }
  users.push({
    ...common,
    email: 'admin@demo.test',
    name: 'Vera Zgraggen',
    role: 'administrator',
    company_id: null,
  });

  await insertRows(client, 'companies', companies);
  await insertRows(
    client,
    'users',
    users.map((user) => ({ theme: 'system', active: true, ...user })),
  );
  for (const [, email, codes] of TECHNICIANS) {
    await client.query(
      `INSERT INTO user_locations (user_id, location_id)
       SELECT u.id, l.id FROM users u, locations l WHERE u.email = $1 AND l.code = ANY($2)`,
      [email, codes],
    );
  }
}

/** A name as part of an e-mail address: `Kanzlei Weiß & Partner` becomes `kanzlei-weiss-partner`. */
function mailbox(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
