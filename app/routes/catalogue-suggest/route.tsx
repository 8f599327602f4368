import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { suggestItems } from '~/domain/companies/catalogue.server';
import { offeredItem } from '~/domain/orders/lines-from-catalogue.server';
import { requestLanguage } from '~/platform/http/language.server';

/** Items of the catalogue that fit what is typed into a line. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'customer', 'reseller', 'technician', 'administrator');
  const params = new URL(args.request.url).searchParams;
  const language = await requestLanguage(args.request, viewer.locale);
  const currency = /^[A-Z]{3}$/.exec(params.get('currency') ?? '')?.[0] ?? '';
  const items = currency ? await suggestItems(currency, params.get('q') ?? '') : [];
  return Response.json({ items: items.map((item) => offeredItem(item, language)) });
}
