import type { LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { findOrNew, formPage, requireSetup, saveAction } from '~/domain/auth/setup.server';
import { shippingMethodSchema } from '~/domain/shipments/method-schema';
import { carrierChoices, getShippingMethod, saveShippingMethod } from '~/domain/shipments/methods.server';
import { MethodPage, methodFields, NEW_SHIPPING } from '~/parts/method-form';

export async function loader(args: LoaderFunctionArgs) {
  const { own } = await requireSetup(args);
  const method = await findOrNew(args.params.id, getShippingMethod);
  const stored = method && { ...methodFields(method), carrier: method.carrier };
  return formPage(args, NEW_SHIPPING, stored, {
    name: method && own(method.nameEn, method.nameDe),
    carriers: carrierChoices(),
  });
}

export const action = saveAction({
  schema: shippingMethodSchema,
  find: getShippingMethod,
  save: saveShippingMethod,
  refusals: { code_taken: 'code', carrier_unknown: 'carrier' },
  done: '/admin/shipping-methods?saved',
});

/** One way in which devices come. */
export default function ShippingMethod() {
  return (
    <MethodPage kind="shipping" {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
  );
}
