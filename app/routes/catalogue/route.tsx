import type { LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { BookOpen, Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireSetup } from '~/domain/auth/setup.server';
import { listCatalogue } from '~/domain/companies/catalogue.server';
import { SetupList, useSetupColumns } from '~/parts/setup-list';
import { idOf } from '~/platform/http/id-param';
import { formatMoney } from '~/platform/money';
import { Button, ButtonLink } from '~/ui/button';
import type { Column } from '~/ui/data-table';
import { useFormat } from '~/ui/format';
import { TextInput } from '~/ui/forms/text-input';
import { Pagination } from '~/ui/pagination';

export async function loader(args: LoaderFunctionArgs) {
  const { own, saved } = await requireSetup(args);
  const params = new URL(args.request.url).searchParams;
  const q = (params.get('q') ?? '').trim().slice(0, 100);
  const page = Math.min(idOf(params.get('page')) ?? 1, 10_000);
  const { items, ...counted } = await listCatalogue(q, page);
  return {
    ...counted,
    q,
    page,
    saved,
    items: items.map(({ nameEn, nameDe, ...item }) => ({
      ...item,
      label: own(nameEn, nameDe),
    })),
  };
}

type Row = Awaited<ReturnType<typeof loader>>['items'][number];

/** The address of a page of the list. */
const pathOf = (q: string, page: number) =>
  `/admin/catalogue?${new URLSearchParams({ ...(q && { q }), page: String(page) })}`;

export default function Catalogue() {
  const { t } = useTranslation(['quotes', 'orders', 'common']);
  const format = useFormat();
  const { items, q, page, pages, total, saved } = useLoaderData<typeof loader>();
  const column = useSetupColumns();
  const columns: Column<Row>[] = [
    column.name(t('catalogue.name')),
    column.plain('sku', t('catalogue.sku'), (row) => <span className="tabular">{row.sku}</span>),
    column.plain('kind', t('orders:lines.kind'), (row) =>
      t(row.kind === 'product' ? 'orders:lines.product' : 'orders:lines.service'),
    ),
    {
      ...column.plain<Row>('price', t('catalogue.price'), (row) =>
        formatMoney(row.unitPriceMinor, row.currency, format.locale),
      ),
      align: 'end',
    },
    column.plain('vat', t('orders:lines.vat'), (row) => `${format.number(row.vatBasisPoints / 100)} %`),
    column.plain('warranty', t('catalogue.warranty'), (row) => row.warranty),
    column.active(t('catalogue.active')),
  ];
  const words = t('catalogue', { returnObjects: true });
  return (
    <SetupList
      words={
        q ? { ...words, empty_title: t('catalogue.none_title'), empty_text: t('catalogue.none_text') } : words
      }
      path="/admin/catalogue"
      icon={<BookOpen />}
      columns={columns}
      rows={items}
      saved={saved}
      above={
        (q !== '' || total > 0) && (
          <Form method="get" role="search" className="mb-4 flex max-w-120 flex-wrap gap-2">
            <div className="min-w-0 flex-1">
              <TextInput
                type="search"
                name="q"
                aria-label={t('catalogue.search')}
                placeholder={t('catalogue.search')}
                defaultValue={q}
              />
            </div>
            <Button type="submit" icon={<Search size={16} aria-hidden />}>
              {t('catalogue.find')}
            </Button>
            {q !== '' && <ButtonLink to="/admin/catalogue">{t('catalogue.all')}</ButtonLink>}
          </Form>
        )
      }
    >
      {pages > 1 && (
        <Pagination
          labels={{ nav: t('pages.nav'), previous: t('pages.previous'), next: t('pages.next') }}
          summary={t('pages.summary', { page: format.number(page), pages: format.number(pages) })}
          {...(page > 1 && { previousTo: pathOf(q, page - 1) })}
          {...(page < pages && { nextTo: pathOf(q, page + 1) })}
        />
      )}
    </SetupList>
  );
}
