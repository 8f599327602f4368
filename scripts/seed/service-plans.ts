import type { ClientBase } from 'pg';
import { usualVatRate } from '../../app/domain/orders/rules';
import type { Words } from './catalogue';
import { insertRows } from './insert-rows';

const PLANS = [
  { code: 'CARE', name: { en: 'Care', de: 'Sorglos' }, price: 790, term: 12, renews: true },
  { code: 'CARE-PLUS', name: { en: 'Care Plus', de: 'Sorglos Plus' }, price: 1490, term: 24, renews: true },
  { code: 'EVENT', name: { en: 'Event cover', de: 'Eventschutz' }, price: 1990, term: 3, renews: false },
];
const DESCRIPTION: Words = {
  en: 'Repairs of covered devices first in the queue, with a loan device on request.',
  de: 'Reparaturen abgedeckter Geräte zuerst, auf Wunsch mit Leihgerät.',
};
export type StoredPlan = {
  id: number;
  code: string;
  nameEn: string;
  nameDe: string;
  descriptionEn: string;
  descriptionDe: string;
  priceMinor: number;
  vatBasisPoints: number;
  termMonths: number;
  renews: boolean;
  renewalMonths: number;
  noticeDays: number;
};

/** Every plan of the demo in both currencies. */
export async function insertPlans(client: ClientBase): Promise<void> {
  await insertRows(
    client,
    'service_plans',
    PLANS.flatMap(({ code, name, price, term, renews }) =>
      ['CHF', 'EUR'].map((currency) => ({
        ...{ code, currency, price_minor: price, vat_basis_points: usualVatRate(currency) },
        ...{
          name_en: name.en,
          name_de: name.de,
          description_en: DESCRIPTION.en,
          description_de: DESCRIPTION.de,
        },
        ...{ term_months: term, renews, renewal_months: 12, notice_days: 30, active: true },
      })),
    ),
  );
}

/** The `index`th plan with a story, in this currency. */
export async function findPlan(client: ClientBase, index: number, currency: string) {
  const code = PLANS[index % 2]?.code ?? 'CARE';
  const { rows: plans } = await client.query<StoredPlan>(
    `SELECT id, code, name_en AS "nameEn", name_de AS "nameDe", description_en AS "descriptionEn",
       description_de AS "descriptionDe", price_minor AS "priceMinor", vat_basis_points AS "vatBasisPoints",
       term_months AS "termMonths", renews, renewal_months AS "renewalMonths", notice_days AS "noticeDays"
     FROM service_plans WHERE code = $1 AND currency = $2`,
    [code, currency],
  );
  return plans[0];
}
