import type { ClientBase } from 'pg';
import { insertRows, takeIds } from './insert-rows';
import type { Random } from './random';

const FIRST = [
  'Alpha',
  'Bellevue',
  'Castello',
  'Dufour',
  'Edelweiss',
  'Föhn',
  'Gletscher',
  'Helios',
  'Iris',
  'Jura',
  'Kronen',
  'Limmat',
  'Matter',
  'Napf',
  'Ostwind',
  'Pilatus',
];
const SECOND = [
  'Handel',
  'Technik',
  'Bau',
  'Logistik',
  'Medien',
  'Gastro',
  'Treuhand',
  'Optik',
  'Energie',
  'Reisen',
  'Pflege',
  'Druck',
];
const FORM = ['AG', 'GmbH', '& Co.', 'Genossenschaft'];
const CITIES: readonly (readonly [postalCode: string, city: string])[] = [
  ['8001', 'Zürich'],
  ['3011', 'Bern'],
  ['4051', 'Basel'],
  ['6003', 'Luzern'],
  ['80331', 'München'],
  ['86150', 'Augsburg'],
  ['90402', 'Nürnberg'],
];

const CUSTOMERS_PER_RESELLER = 6;

/**
 * Makes `count` accounts, every fifth of them a reseller with six customers of its own. Each account has one
 * person, who has no password. Their numbers carry on from the ids of the database.
 * @returns the ids of the accounts
 */
export async function insertBulkAccounts(
  client: ClientBase,
  count: number,
  random: Random,
): Promise<number[]> {
  const resellers = Math.floor(count / 5);
  const ids = await takeIds(client, 'companies_id_seq', count + resellers * CUSTOMERS_PER_RESELLER);
  const next = ids.values();
  const companies: object[] = [];
  const users: object[] = [];
  const accounts: number[] = [];
  const add = (kind: 'customer' | 'reseller', resellerId: number | null): number => {
    const id = next.next().value ?? 0;
    const [postalCode, city] = random.pick(CITIES);
    const german = postalCode.length === 5;
    const name = `${random.pick(FIRST)} ${random.pick(SECOND)} ${random.pick(FORM)}`;
    const email = `account-${id}@bulk.example`;
    companies.push({
      id,
      number: `${kind === 'reseller' ? 'R' : 'C'}-${10_000 + id}`,
      kind,
      reseller_id: resellerId,
      name,
      email,
      phone: '',
      street: `Hauptstrasse ${random.int(1, 120)}`,
      postal_code: postalCode,
      city,
      country: german ? 'DE' : 'CH',
      currency: german ? 'EUR' : 'CHF',
      locale: random.chance(0.3) ? 'en' : 'de',
      delivery_allowed: kind === 'reseller' || random.chance(0.5),
      active: true,
      demo: true,
      created_at: new Date(),
    });
    if (resellerId === null) {
      accounts.push(id);
      const common = { theme: 'system', active: true, demo: true, created_at: new Date() };
      users.push({ ...common, email, name: `Konto ${name}`, role: kind, company_id: id });
    }
    return id;
  };
  for (let index = 0; index < count; index++) {
    const reseller = index < resellers;
    const id = add(reseller ? 'reseller' : 'customer', null);
    for (let n = 0; reseller && n < CUSTOMERS_PER_RESELLER; n++) add('customer', id);
  }
  await insertRows(client, 'companies', companies);
  await insertRows(client, 'users', users);
  return accounts;
}
