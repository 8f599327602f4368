import { formatImei } from '../devices/rules';
import { linesTotals, type Purpose } from './rules';

type Address = { name: string; street: string; postalCode: string; city: string; country: string };
type Party = Address & { number: string; email: string };

/** A basket as the database gives it, as far as people see it. */
type Stored = {
  number: string;
  title: string;
  purpose: string;
  currency: string;
  items: StoredItem[];
  account: Party;
  customer: Party & { locale: string };
  location: { name: string; street: string; postalCode: string; city: string } | null;
  contract: { number: string } | null;
};

type StoredItem = {
  id: number;
  kind: string;
  description: string;
  forItemId: number | null;
  imei: string | null;
  serial: string | null;
  problem: string;
  quantityThousandths: number;
  unitPriceMinor: number;
  vatBasisPoints: number;
  servicePlan: StoredPlan | null;
  serviceType: { id: number; nameEn: string; nameDe: string } | null;
};

type StoredPlan = {
  id: number;
  code: string;
  descriptionEn: string;
  descriptionDe: string;
  termMonths: number;
  renews: boolean;
  renewalMonths: number;
  noticeDays: number;
};

const address = ({ name, street, postalCode, city, country }: Address): Address => ({
  name,
  street,
  postalCode,
  city,
  country,
});
const party = (company: Party) => ({ ...address(company), number: company.number, email: company.email });

/**
 * What a basket holds, as it is shown on pages and papers and kept with its offer, in the customer's language. Amounts in
 * minor units, quantities in thousandths, rates in basis points. The quantity of a plan is its months.
 */
export function shownBasket(basket: Stored) {
  const german = basket.customer.locale === 'de';
  const devices = basket.items
    .filter(({ kind }) => kind === 'device')
    .map(({ id, description, imei, serial, problem }) => ({
      item: id,
      name: description,
      imei,
      serial,
      problem,
    }));
  const lines = basket.items
    .filter(({ kind }) => kind !== 'device')
    .map((item) => ({
      item: item.id,
      kind: item.kind as 'service' | 'plan',
      description: item.description,
      forItem: item.forItemId,
      quantityThousandths: item.quantityThousandths,
      unitPriceMinor: item.unitPriceMinor,
      vatBasisPoints: item.vatBasisPoints,
      onsite: item.serviceType && {
        id: item.serviceType.id,
        name: german ? item.serviceType.nameDe : item.serviceType.nameEn,
      },
      plan: item.servicePlan && planOf(item.servicePlan, german),
    }));
  return {
    locale: german ? ('de' as const) : ('en' as const),
    basket: basket.number,
    title: basket.title,
    purpose: basket.purpose as Purpose,
    currency: basket.currency,
    account: party(basket.account),
    customer: party(basket.customer),
    location: basket.location && {
      name: basket.location.name,
      address: `${basket.location.street}, ${basket.location.postalCode} ${basket.location.city}`,
    },
    contract: basket.contract?.number ?? null,
    devices,
    lines,
    totals: linesTotals(lines),
  };
}

function planOf({ descriptionEn, descriptionDe, ...plan }: StoredPlan, german: boolean) {
  const { id, code, termMonths, renews, renewalMonths, noticeDays } = plan;
  return {
    ...{ id, code, termMonths, renews, renewalMonths, noticeDays },
    description: german ? descriptionDe : descriptionEn,
  };
}

export type ShownBasket = ReturnType<typeof shownBasket>;
export type ShownDevice = ShownBasket['devices'][number];
export type ShownLine = ShownBasket['lines'][number];

/** What an offer keeps: the basket as it was offered, by whom, and when (UTC, ISO 8601). */
export type OfferContent = ShownBasket & { number: string; author: string; madeAt: string };

/** A device by its number as people read it; empty where it has none. */
export function identifierOf({ imei, serial }: Pick<ShownDevice, 'imei' | 'serial'>): string {
  return imei ? formatImei(imei) : (serial ?? '');
}
