import type { LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { findOrNew, formPage, requireSetup, saveAction } from '~/domain/auth/setup.server';
import { deliveryMethodSchema } from '~/domain/shipments/method-schema';
import { getDeliveryMethod, saveDeliveryMethod } from '~/domain/shipments/methods.server';
import { MethodPage, methodFields, NEW_DELIVERY } from '~/parts/method-form';
import { onOrEmpty } from '~/parts/setup-form';

export async function loader(args: LoaderFunctionArgs) {
  const { own } = await requireSetup(args);
  const method = await findOrNew(args.params.id, getDeliveryMethod);
  const stored = method && { ...methodFields(method), toAddress: onOrEmpty(method.toAddress) };
  return formPage(args, NEW_DELIVERY, stored, { name: method && own(method.nameEn, method.nameDe) });
}

export const action = saveAction({
  schema: deliveryMethodSchema,
  find: getDeliveryMethod,
  save: saveDeliveryMethod,
  refusals: { code_taken: 'code' },
  done: '/admin/delivery-methods?saved',
});

/** One way in which devices go back. */
export default function DeliveryMethod() {
  return (
    <MethodPage kind="delivery" {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
  );
}
