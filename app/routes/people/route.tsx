import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { UserPlus, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import type { Viewer } from '~/domain/auth/rules';
import { companyName } from '~/domain/companies/companies.server';
import { listPeople, type PeopleFilter } from '~/domain/companies/list-people.server';
import { teamPath } from '~/domain/companies/team-path.server';
import { idOf } from '~/platform/http/id-param';
import { ButtonLink } from '~/ui/button';
import { DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { useFormat } from '~/ui/format';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { Pagination } from '~/ui/pagination';
import { Tabs } from '~/ui/tabs';
import { usePeopleColumns } from './columns';
import { filterOf, listPath } from './filter';
import { PeopleFilters } from './filters';

type Rows = Awaited<ReturnType<typeof listPeople>>['rows'];

/** The rows as they are shown: with the state of each, and which of them is the reader. */
function shown(rows: Rows, state: PeopleFilter['state'], viewer: Viewer) {
  const invited = (until: Date) => (until < new Date() ? ('over' as const) : ('invited' as const));
  return rows.map(({ at, until, ...row }) => ({
    ...row,
    at: at?.toISOString() ?? null,
    yourself: state !== 'invited' && row.id === viewer.userId,
    state: until === null ? state : invited(until),
  }));
}

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const base = teamPath(viewer, args.request);
  const params = new URL(args.request.url).searchParams;
  const all = viewer.role === 'administrator';
  const filter = { ...filterOf(params), ...(!all && { role: null, company: null }) };
  const before = idOf(params.get('before'));
  const place = { after: before === null ? idOf(params.get('after')) : null, before };
  const { rows, ...list } = await listPeople(viewer, filter, place);
  return {
    ...list,
    ...{ base, filter, all, withdrawn: params.has('withdrawn') },
    company: filter.company === null ? null : await companyName(filter.company),
    rows: shown(rows, filter.state, viewer),
  };
}

export type PeopleList = Awaited<ReturnType<typeof loader>>;

/** What an empty list says: that a search finds nothing, or how somebody comes into it. */
const emptyText = ({ q, role, state }: PeopleFilter) =>
  q || role ? 'filtered' : state === 'inactive' ? 'inactive_text' : 'text';

const STATES = ['active', 'invited', 'inactive'] as const;

export default function People() {
  const { t } = useTranslation('team');
  const format = useFormat();
  const list = useLoaderData<typeof loader>();
  const { base, rows, filter, counts, previous, next, all, withdrawn } = list;
  const columns = usePeopleColumns(list);
  const tabs = STATES.map((state) => ({
    to: listPath(base, { ...filter, state }),
    label: t(`people.tabs.${state}`),
    count: format.number(counts[state]),
    active: state === filter.state,
  }));
  const invite = (
    <ButtonLink
      to={filter.company === null ? `${base}/new` : `${base}/new?company=${filter.company}`}
      variant="primary"
      icon={<UserPlus size={16} aria-hidden />}
    >
      {t('people.invite')}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title={t('people.title')}
        subtitle={t(all ? 'people.subtitle_all' : 'people.subtitle')}
        {...(all && { back: { to: '/admin', label: t('back.admin') } })}
        actions={invite}
      />
      {withdrawn && (
        <div className="mb-4">
          <Notice tone="success" role="status" title={t('invited.withdrawn')} />
        </div>
      )}
      <Tabs label={t('people.tabs_label')} items={tabs} />
      <PeopleFilters {...list} />
      <DataTable
        caption={t('people.caption', { state: t(`people.tabs.${filter.state}`) })}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => String(id)}
        rowTo={({ id }) => (filter.state === 'invited' ? `${base}/invitations/${id}` : `${base}/${id}`)}
        empty={
          <EmptyState
            icon={<Users />}
            title={t(`people.empty.${filter.state}`)}
            text={t(`people.empty.${emptyText(filter)}`)}
          />
        }
      />
      {(rows.length > 0 || previous) && (
        <Pagination
          labels={{ nav: t('pages.nav'), previous: t('pages.previous'), next: t('pages.next') }}
          summary={t('pages.shown', { count: rows.length, total: format.number(counts[filter.state]) })}
          previousTo={previous ? listPath(base, filter, { before: String(previous) }) : undefined}
          nextTo={next ? listPath(base, filter, { after: String(next) }) : undefined}
        />
      )}
    </>
  );
}
