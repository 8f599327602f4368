import type { Submission, SubmissionResult } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import type { Viewer } from '~/domain/auth/rules';
import { itemsBySku } from '~/domain/companies/catalogue.server';
import { SKU_DOT } from '~/domain/companies/catalogue-schema';
import { getOperator } from '~/domain/companies/operator.server';
import type { BasketDetail } from '~/domain/contracts/basket-queries.server';
import {
  addDevice,
  addPlan,
  addService,
  discardBasket,
  removeItem,
  renameBasket,
} from '~/domain/contracts/change-basket.server';
import { createOffer, offerDays } from '~/domain/contracts/create-offer.server';
import {
  basketSchema,
  deviceItemSchema,
  offerSchema,
  planItemSchema,
  serviceItemSchema,
} from '~/domain/contracts/schema';
import { fillFromCatalogue } from '~/domain/orders/lines-from-catalogue.server';
import { listLocations } from '~/domain/orders/locations.server';
import { DomainError, isDomainError } from '~/platform/errors';

/** Which of the page's forms was refused. */
export type BasketForm = 'device' | 'service' | 'plan' | 'details' | 'offer';

/** Where a command leads to, or what is wrong with its form. */
type Answer = { to: string } | { form: BasketForm; result: SubmissionResult<string[]> };

type Asked = { viewer: Viewer; basket: BasketDetail; form: FormData; format: string };

/** Refusals that are told at a field of the form. */
const AT_FIELD: Partial<Record<string, string>> = {
  basket_device_twice: 'identifier',
  basket_item_unknown: 'description',
  basket_plan_twice: 'plan',
};

/** Carries out what was sent to a basket's page. Throws DomainError `bad_form` (400) for an unknown intent. */
export async function runCommand({ viewer, basket, form, format }: Asked): Promise<Answer> {
  const { number } = basket;
  const at = `/baskets/${number}`;
  switch (form.get('intent')) {
    case 'device':
      return run('device', parseWithZod(form, { schema: deviceItemSchema }), `${at}?added`, (value) =>
        addDevice(viewer, number, value),
      );
    case 'service':
      return putService({ viewer, basket, form, format });
    case 'plan':
      return run('plan', parseWithZod(form, { schema: planItemSchema }), `${at}?added`, (value) =>
        addPlan(viewer, number, value),
      );
    case 'remove':
      await removeItem(viewer, number, Number(form.get('item')) || 0);
      return { to: at };
    case 'discard':
      await discardBasket(viewer, number);
      return { to: '/offers' };
    case 'details': {
      const ids = (await listLocations(viewer)).map(({ id }) => id);
      return run('details', parseWithZod(form, { schema: basketSchema(ids) }), at, (value) =>
        renameBasket(viewer, number, value),
      );
    }
    case 'offer': {
      const { timeZone } = await getOperator();
      const submission = parseWithZod(form, { schema: offerSchema(offerDays(timeZone)) });
      if (submission.status !== 'success') return { form: 'offer', result: submission.reply() };
      const offer = await createOffer(viewer, number, submission.value);
      return { to: `/offers/${offer}${submission.value.send ? '?sent' : ''}` };
    }
    default:
      throw new DomainError('bad_form', 400);
  }
}

async function run<Fields, Value>(
  name: BasketForm,
  submission: Submission<Fields, string[], Value>,
  to: string,
  command: (value: Value) => Promise<void>,
): Promise<Answer> {
  if (submission.status !== 'success') return { form: name, result: submission.reply() };
  try {
    await command(submission.value);
    return { to };
  } catch (error) {
    const field = isDomainError(error) ? AT_FIELD[error.code] : undefined;
    if (!isDomainError(error) || !field) throw error;
    return { form: name, result: submission.reply({ fieldErrors: { [field]: [error.code] } }) };
  }
}

/** Adds a service that was picked from the catalogue, or, by who may, named freely. */
async function putService({ viewer, basket, form, format }: Asked): Promise<Answer> {
  const { currency, locale } = basket.shown;
  const typed = String(form.get('description') ?? '');
  const sku = (typed.split(SKU_DOT)[0] ?? '').trim().replaceAll('\0', '');
  const [item = null] = sku ? await itemsBySku(currency, [sku]) : [];
  await fillFromCatalogue(form, currency, { locale }, format);
  // What the catalogue does not know has no price that its asker could name: it is refused below.
  if (!item && form.get('price') === null) form.set('price', '0');
  const submission = parseWithZod(form, { schema: serviceItemSchema(currency, format) });
  const to = `/baskets/${basket.number}?added`;
  return run('service', submission, to, (value) => addService(viewer, basket.number, value, item));
}
