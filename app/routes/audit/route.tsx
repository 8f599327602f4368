import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Download, ScrollText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { getOperator } from '~/domain/companies/operator.server';
import { type AuditRow, listAudit, readCursor } from '~/domain/operation/audit.server';
import { auditNames } from '~/domain/operation/audit-names.server';
import { auditFilterOf, auditParams } from '~/domain/operation/audit-schema';
import { type AuditWords, auditWords } from '~/domain/operation/audit-words.server';
import { requestLanguage } from '~/platform/http/language.server';
import { ButtonLink } from '~/ui/button';
import { DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { PageHeader } from '~/ui/frame/page-header';
import { Pagination } from '~/ui/pagination';
import { useAuditColumns } from './columns';
import { AuditFilters, auditPath } from './filters';

const shown = (words: AuditWords) => (row: AuditRow) => {
  const { data: _, ...rest } = row;
  return { ...rest, what: words.what(row), details: words.details(row) };
};

export type ShownEvent = ReturnType<ReturnType<typeof shown>>;

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'administrator');
  const params = new URL(args.request.url).searchParams;
  const { locale } = await requestLanguage(args.request, viewer.locale);
  const filter = auditFilterOf(params);
  const page = await listAudit(filter, {
    before: readCursor(params.get('before')),
    after: readCursor(params.get('after')),
  });
  const { timeZone } = await getOperator();
  const words = auditWords(locale, timeZone, await auditNames(page.rows));
  return { ...page, rows: page.rows.map(shown(words)), filter };
}

export default function Audit() {
  const { t } = useTranslation('audit');
  const { rows, newer, older, filter } = useLoaderData<typeof loader>();
  const columns = useAuditColumns();
  const filtered = auditParams(filter).length > 0;
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        back={{ to: '/admin', label: t('back') }}
        actions={
          <ButtonLink
            to={auditPath(filter, {}, '/admin/audit/export.csv')}
            reloadDocument
            icon={<Download size={16} aria-hidden />}
          >
            {t('export')}
          </ButtonLink>
        }
      />
      <AuditFilters filter={filter} />
      <DataTable
        caption={t('title')}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        empty={
          <EmptyState
            icon={<ScrollText />}
            title={t(filtered ? 'none' : 'empty')}
            {...(filtered && { action: <ButtonLink to="/admin/audit">{t('all')}</ButtonLink> })}
          />
        }
      />
      {(newer || older) && (
        <Pagination
          labels={{ nav: t('pages'), previous: t('newer'), next: t('older') }}
          {...(newer && { previousTo: auditPath(filter, { after: newer }) })}
          {...(older && { nextTo: auditPath(filter, { before: older }) })}
        />
      )}
    </>
  );
}
