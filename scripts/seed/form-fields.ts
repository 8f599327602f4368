import { customerText } from '../../app/domain/companies/queries.server';
import { imeiFromTac } from '../../app/domain/devices/rules';
import { answerField } from '../../app/domain/orders/schema';
import type { Locale } from '../../app/platform/i18n/locale';
import type { Category, Model } from './catalogue';
import type { Random } from './random';
import { ACCESSORIES } from './talk';
import type { Company, OrderFormParts, Place, World } from './world';

/** A device as its owner names it in the form; `identifier` is empty where the type plate cannot be read. */
export type NamedDevice = { model: Model; identifier: string };

/** A new device of a category. Its IMEI is valid, or its serial number looks like the maker's. */
export function makeDevice(category: Category, random: Random): NamedDevice {
  const model = random.pick(category.models);
  const identifier = model.tac
    ? imeiFromTac(model.tac, random.int(1, 999_999))
    : random.pattern(model.serial ?? '########');
  return { model, identifier: random.chance(0.02) ? '' : identifier };
}

type Typed = {
  account: Company;
  customer: Company;
  place: Place;
  category: Category;
  device: NamedDevice;
  locale: Locale;
  at: Date;
};

/** What somebody types into the order form, by the names of `orderFormSchema`. */
export function typeForm(
  world: World,
  { setup }: OrderFormParts,
  typed: Typed,
  random: Random,
): Record<string, string> {
  const { account, customer, place, category, device, locale } = typed;
  return {
    ...(setup.choosesCustomer && { customer: customerText(customer) }),
    ...(setup.shippingMethods.length > 0 && { shippingMethodId: shippingMethod(setup, typed.at) }),
    locationId: String(place.id),
    identifier: device.identifier,
    ...(device.identifier === '' && { noIdentifier: 'on' }),
    deviceName: `${device.model.maker} ${device.model.name}`,
    problem: random.pick(category.problems)[locale],
    customerReferences: references(random, ['PO-#####', 'Bestellung 26-####', 'REF/####/@@', '45000#####']),
    internalReferences:
      account.kind === 'reseller' || random.chance(0.3)
        ? references(random, ['TKT-######', 'KST ####', 'INV-#####', 'RMA #####'])
        : '',
    ...delivery(world, setup.deliveryMethods.length > 0, customer, random),
    ...answers(world, typed, random),
  };
}

/** One of the shipping methods, or none yet, by the minute of the order. */
function shippingMethod({ shippingMethods }: OrderFormParts['setup'], at: Date): string {
  return String(shippingMethods[Math.floor(at.getTime() / 60_000) % (shippingMethods.length + 1)]?.id ?? '');
}

function references(random: Random, patterns: string[]): string {
  const count = random.weighted([
    [0, 25],
    [1, 65],
    [2, 10],
  ] as const);
  return Array.from({ length: count }, () => random.pattern(random.pick(patterns))).join(', ');
}

function delivery(world: World, offered: boolean, customer: Company, random: Random): Record<string, string> {
  if (!offered) return { deliveryMethodId: '' };
  const method = random.pick(world.methods);
  const address = {
    deliveryName: customer.name,
    deliveryStreet: customer.street,
    deliveryPostalCode: customer.postalCode,
    deliveryCity: customer.city,
    deliveryCountry: customer.country,
  };
  return { deliveryMethodId: String(method.id), ...(method.toAddress && address) };
}

function answers(world: World, { locale, at }: Typed, random: Random): Record<string, string> {
  return Object.fromEntries(
    world.questions
      .filter((question) => question.required || random.chance(0.6))
      .map((question) => {
        const answer = {
          text: () => random.pick(ACCESSORIES)[locale],
          number: () => String(random.int(2, 20) * 25),
          choice: () => random.pick(question.options).value,
          yes_no: () => (random.chance(0.3) ? 'yes' : 'no'),
          date: () => new Date(at.getTime() - random.int(1, 40) * 86_400_000).toISOString().slice(0, 10),
        }[question.kind];
        return [answerField(question.id), answer()];
      }),
  );
}
