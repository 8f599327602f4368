import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { exportForm } from '~/domain/orders/export/choice.server';
import { listParams, listPath, parseListUrl } from '~/parts/list-url';
import { requestLanguage } from '~/platform/http/language.server';
import { PageHeader } from '~/ui/frame/page-header';
import { ExportColumns } from './export-columns';
import { ExportFormat } from './export-format';
import { ExportProgress } from './export-progress';
import { ExportScope } from './export-scope';
import { useExport } from './use-export';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const { locale } = await requestLanguage(args.request, viewer.locale);
  const params = new URL(args.request.url).searchParams;
  const list = parseListUrl(params);
  return {
    ...(await exportForm(viewer, locale)),
    list: params.size > 0 ? { ...list, tab: list.tab ?? 'new', after: null, before: null } : null,
  };
}

export default function ExportOrders() {
  const { t } = useTranslation('orders');
  const { list, columns, settings } = useLoaderData<typeof loader>();
  const { state, start, cancel } = useExport();
  return (
    <>
      <PageHeader
        title={t('export.title')}
        subtitle={t('export.subtitle')}
        back={{ to: list ? listPath(list) : '/orders', label: t('list.title') }}
      />
      <form method="get" action="/orders/export.csv" onSubmit={start}>
        {list &&
          listParams(list).map(([name, value]) => (
            <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
          ))}
        <ExportScope list={list} />
        <ExportColumns offered={columns} chosen={settings.columns} />
        <ExportFormat settings={settings} mayShowLines={columns.includes('lines')} />
        <ExportProgress state={state} cancel={cancel} />
      </form>
    </>
  );
}
