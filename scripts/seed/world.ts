import type { ClientBase } from 'pg';
import { type OrderFormSetup, type OrderQuestion, orderFormSchema } from '../../app/domain/orders/schema';
import type { Locale } from '../../app/platform/i18n/locale';

/** What orders are made from: the places, people and accounts that the database has. */

export type Place = {
  id: number;
  name: string;
  street: string;
  postalCode: string;
  city: string;
  country: string;
  region: string | null;
  timeZone: string;
  closesAt: string;
  technicians: number[];
};

export type Company = {
  id: number;
  number: string;
  kind: 'customer' | 'reseller' | 'partner';
  resellerId: number | null;
  name: string;
  street: string;
  postalCode: string;
  city: string;
  country: string;
  currency: string;
  locale: Locale;
  deliveryAllowed: boolean;
  users: number[];
};

type Question = {
  id: number;
  kind: OrderQuestion['kind'];
  labelEn: string;
  labelDe: string;
  options: { value: string; en: string; de: string }[];
  required: boolean;
};

type Method = { id: number; nameEn: string; nameDe: string; toAddress: boolean };

export type World = {
  places: Place[];
  administrators: number[];
  companies: Company[];
  questions: Question[];
  methods: Method[];
  shippingMethods: Omit<Method, 'toAddress'>[];
};

/** Reads the world. Throws an Error when there is no service location to send devices to, or nobody who works there. */
export async function loadWorld(client: ClientBase): Promise<World> {
  const all = async <Row extends object>(sql: string) => (await client.query<Row>(sql)).rows;
  const places = await all<Place>(
    `SELECT id, name, street, postal_code AS "postalCode", city, country, region, time_zone AS "timeZone",
       closes_at AS "closesAt", ARRAY(SELECT user_id FROM user_locations u WHERE u.location_id = l.id ORDER BY 1) AS technicians
     FROM locations l WHERE active ORDER BY id`,
  );
  if (places.length === 0) throw new Error('There is no service location to make orders for.');
  const administrators = await all<{ id: number }>(
    `SELECT id FROM users WHERE role = 'administrator' AND active ORDER BY id`,
  );
  if (administrators.length === 0 && places.some(({ technicians }) => technicians.length === 0)) {
    throw new Error(
      'Nobody can work the orders: there is neither an administrator nor a technician everywhere.',
    );
  }
  const companies = await all<Company>(
    `SELECT id, number, kind, reseller_id AS "resellerId", name, street, postal_code AS "postalCode", city, country,
       currency, locale, delivery_allowed AS "deliveryAllowed",
       ARRAY(SELECT u.id FROM users u WHERE u.company_id = c.id AND u.active ORDER BY 1) AS users
     FROM companies c WHERE active ORDER BY id`,
  );
  const questions = await all<Question>(
    `SELECT id, kind, label_en AS "labelEn", label_de AS "labelDe", options, required
     FROM questions WHERE active ORDER BY position, id`,
  );
  const methods = await all<Method>(
    `SELECT id, name_en AS "nameEn", name_de AS "nameDe", to_address AS "toAddress"
     FROM delivery_methods WHERE active ORDER BY position, id`,
  );
  const shippingMethods = await all<World['shippingMethods'][number]>(
    `SELECT id, name_en AS "nameEn", name_de AS "nameDe" FROM shipping_methods WHERE active ORDER BY position, id`,
  );
  const known = { places, administrators: administrators.map(({ id }) => id) };
  return { ...known, companies, questions, methods, shippingMethods };
}

export type OrderFormParts = { setup: OrderFormSetup; schema: ReturnType<typeof orderFormSchema> };

const forms = new WeakMap<World, Map<string, OrderFormParts>>();

/** The order form that an account is offered, with its checks. */
export function orderFormOf(world: World, account: Company, locale: Locale): OrderFormParts {
  const known = forms.get(world) ?? new Map<string, OrderFormParts>();
  forms.set(world, known);
  const key = `${locale}/${account.deliveryAllowed}/${account.kind}`;
  const found = known.get(key);
  if (found) return found;
  const german = locale === 'de';
  const setup: OrderFormSetup = {
    questions: world.questions.map((question) => ({
      id: question.id,
      kind: question.kind,
      label: german ? question.labelDe : question.labelEn,
      help: '',
      required: question.required,
      options: question.options.map((option) => ({ value: option.value, label: option[locale] })),
    })),
    gates: [],
    deliveryMethods: account.deliveryAllowed
      ? world.methods.map(({ id, nameEn, nameDe, toAddress }) => ({
          id,
          name: german ? nameDe : nameEn,
          toAddress,
        }))
      : [],
    shippingMethods:
      account.kind === 'reseller'
        ? world.shippingMethods.map(({ id, nameEn, nameDe }) => ({ id, name: german ? nameDe : nameEn }))
        : [],
    locations: world.places.map((place) => ({ id: place.id, name: place.name, address: place.city })),
    choosesCustomer: account.kind === 'reseller',
  };
  const made = { setup, schema: orderFormSchema(setup) };
  known.set(key, made);
  return made;
}
