import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Truck } from 'lucide-react';
import { requireSetup } from '~/domain/auth/setup.server';
import { carrierChoices, listShippingMethods } from '~/domain/shipments/methods.server';
import { MethodList } from '~/parts/method-list';

export async function loader(args: LoaderFunctionArgs) {
  const { own, saved } = await requireSetup(args);
  const methods = await listShippingMethods();
  return {
    saved,
    rows: methods.map(({ id, code, nameEn, nameDe, carrier, position, active }) => ({
      ...{ id, code, position, active, label: own(nameEn, nameDe) },
      how: carrierChoices().find((one) => one.id === carrier)?.name ?? '–',
    })),
  };
}

/** How devices come to the operator. */
export default function ShippingMethods() {
  return <MethodList kind="shipping" icon={<Truck />} {...useLoaderData<typeof loader>()} />;
}
