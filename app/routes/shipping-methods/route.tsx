import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Truck } from 'lucide-react';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { carrierChoices, listShippingMethods } from '~/domain/shipments/methods.server';
import { MethodList } from '~/parts/method-list';
import { requestLanguage } from '~/platform/http/language.server';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'administrator');
  const { locale } = await requestLanguage(args.request, viewer.locale);
  const methods = await listShippingMethods();
  return {
    saved: new URL(args.request.url).searchParams.has('saved'),
    rows: methods.map(({ id, code, nameEn, nameDe, carrier, position, active }) => ({
      ...{ id, code, position, active, label: locale === 'de' ? nameDe : nameEn },
      how: carrierChoices().find((one) => one.id === carrier)?.name ?? '–',
    })),
  };
}

/** How devices come to the operator. */
export default function ShippingMethods() {
  return <MethodList kind="shipping" icon={<Truck />} {...useLoaderData<typeof loader>()} />;
}
