import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { PackageOpen } from 'lucide-react';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { listDeliveryMethods } from '~/domain/shipments/methods.server';
import { MethodList } from '~/parts/method-list';
import { requestLanguage } from '~/platform/http/language.server';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'administrator');
  const { locale } = await requestLanguage(args.request, viewer.locale);
  const methods = await listDeliveryMethods();
  return {
    saved: new URL(args.request.url).searchParams.has('saved'),
    rows: methods.map(({ id, code, nameEn, nameDe, toAddress, position, active }) => ({
      ...{ id, code, position, active, label: locale === 'de' ? nameDe : nameEn },
      how: toAddress,
    })),
  };
}

/** How repaired devices go back. */
export default function DeliveryMethods() {
  return <MethodList kind="delivery" icon={<PackageOpen />} {...useLoaderData<typeof loader>()} />;
}
