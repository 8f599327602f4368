import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { PackageOpen } from 'lucide-react';
import { requireSetup } from '~/domain/auth/setup.server';
import { listDeliveryMethods } from '~/domain/shipments/methods.server';
import { MethodList } from '~/parts/method-list';

export async function loader(args: LoaderFunctionArgs) {
  const { own, saved } = await requireSetup(args);
  const methods = await listDeliveryMethods();
  return {
    saved,
    rows: methods.map(({ id, code, nameEn, nameDe, toAddress, position, active }) => ({
      ...{ id, code, position, active, label: own(nameEn, nameDe) },
      how: toAddress,
    })),
  };
}

/** How repaired devices go back. */
export default function DeliveryMethods() {
  return <MethodList kind="delivery" icon={<PackageOpen />} {...useLoaderData<typeof loader>()} />;
}
