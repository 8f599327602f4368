import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { FileText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { isStaff } from '~/domain/auth/rules';
import { typedPrice } from '~/domain/orders/lines-from-catalogue.server';
import { changeLimit, getLimit, limitSchema } from '~/domain/quotes/limit.server';
import { listQuotes, QUOTE_TABS } from '~/domain/quotes/queries.server';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm } from '~/platform/http/form.server';
import { idOf } from '~/platform/http/id-param';
import { requestLanguage } from '~/platform/http/language.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { useFormat } from '~/ui/format';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { Pagination } from '~/ui/pagination';
import { Tabs } from '~/ui/tabs';
import { useQuoteColumns } from './columns';
import { LimitForm } from './limit-form';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'customer', 'reseller', 'technician', 'administrator');
  const params = new URL(args.request.url).searchParams;
  const staff = isStaff(viewer);
  const tabs = QUOTE_TABS.filter((name) => staff || name !== 'draft');
  const tab = tabs.find((name) => name === params.get('tab')) ?? 'open';
  const page = Math.min(idOf(params.get('page')) ?? 1, 10_000);
  const [list, limit] = await Promise.all([listQuotes(viewer, tab, page), getLimit(viewer)]);
  const { format } = await requestLanguage(args.request, viewer.locale);
  const pending = await takePendingForm(args.request, '/quotes');
  const minor = limit?.minor ?? null;
  const stored = limit && minor !== null ? typedPrice(minor, limit.currency, format) : '';
  return data(
    {
      ...list,
      ...{ tab, page, staff, tabs: [...tabs] },
      saved: params.has('saved'),
      limit: limit && { currency: limit.currency, typed: pending?.fields.limit ?? stored },
      customers: viewer.role !== 'customer',
    },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

/** Changes up to which amount a reseller agrees to quotes beforehand. */
export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  const limit = await getLimit(viewer);
  if (!limit) throw notFound();
  const { format } = await requestLanguage(args.request, viewer.locale);
  const submission = parseWithZod(form, { schema: limitSchema(limit.currency, format) });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 422 });
  await changeLimit(viewer, submission.value.limit);
  return redirect('/quotes?saved');
});

const pathOf = (tab: string, page = 1) =>
  `/quotes?${new URLSearchParams({ tab, ...(page > 1 && { page: String(page) }) })}`;

export default function Quotes() {
  const { t } = useTranslation('quotes');
  const format = useFormat();
  const { rows, counts, pages, page, tab, tabs, staff, saved, limit, customers } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const columns = useQuoteColumns(tab, customers);
  const label = (name: (typeof tabs)[number]) =>
    t(name === 'open' && !staff ? 'list.tabs.open_account' : `list.tabs.${name}`);
  return (
    <>
      <PageHeader title={t('list.title')} />
      <RefusalNotice answer={answer} />
      {saved && (
        <div className="mb-4">
          <Notice tone="success" role="status" title={t('limit.saved')} />
        </div>
      )}
      <Tabs
        label={t('list.tabs_label')}
        items={tabs.map((name) => ({
          to: pathOf(name),
          label: label(name),
          count: format.number(counts[name]),
          active: name === tab,
        }))}
      />
      <div className="h-4" />
      <DataTable
        caption={t('list.caption', { tab: label(tab) })}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.number}
        rowTo={(row) => `/quotes/${row.number}`}
        empty={
          <EmptyState
            icon={<FileText />}
            title={t(`list.empty.${tab}`)}
            text={t(staff ? 'list.empty_text' : 'list.empty_text_account')}
          />
        }
      />
      {pages > 1 && (
        <Pagination
          labels={{ nav: t('pages.nav'), previous: t('pages.previous'), next: t('pages.next') }}
          summary={t('pages.summary', { page: format.number(page), pages: format.number(pages) })}
          {...(page > 1 && { previousTo: pathOf(tab, page - 1) })}
          {...(page < pages && { nextTo: pathOf(tab, page + 1) })}
        />
      )}
      {limit && <LimitForm limit={limit} result={answer && 'result' in answer ? answer.result : null} />}
    </>
  );
}
