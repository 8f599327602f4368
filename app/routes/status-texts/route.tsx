import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { ListChecks } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { type Target, targetKey } from '~/domain/orders/clock-rules';
import { listTargets } from '~/domain/orders/clock-setup.server';
import { KINDS, type OrderKind, type Status, statusesOf, statusRule } from '~/domain/orders/rules';
import { listStatusTexts } from '~/domain/orders/status-texts.server';
import { OrderStatus, useStatusWords } from '~/parts/status';
import { requestLanguage } from '~/platform/http/language.server';
import { type Column, DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { useFormat } from '~/ui/format';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { StatusBadge } from '~/ui/status-badge';

type Row = {
  kind: OrderKind;
  status: Status;
  /** The words of the operator; empty where the portal's are said. */
  own: { name: string; meaning: string };
  target: Target | null;
};

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'administrator');
  const { locale } = await requestLanguage(args.request, viewer.locale);
  const [texts, targets] = await Promise.all([listStatusTexts(), listTargets()]);
  const rows = KINDS.flatMap((kind) =>
    statusesOf(kind).map(
      (status): Row => ({
        kind,
        status,
        own: texts.get(`${kind}.${status}`)?.[locale] ?? { name: '', meaning: '' },
        target: targets.find(({ key }) => key === targetKey(kind, status))?.target ?? null,
      }),
    ),
  );
  return { rows, saved: new URL(args.request.url).searchParams.has('saved') };
}

export default function StatusTexts() {
  const { t } = useTranslation('words');
  const { rows, saved } = useLoaderData<typeof loader>();
  const columns = useColumns();
  return (
    <>
      <PageHeader
        title={t('statuses.title')}
        subtitle={t('statuses.subtitle')}
        back={{ to: '/admin', label: t('back') }}
      />
      {saved && (
        <div className="mb-4 max-w-160">
          <Notice tone="success" role="status" title={t('statuses.saved')} />
        </div>
      )}
      <p className="mb-4 max-w-160 text-soft">
        {t('statuses.targets_text')}{' '}
        <Link to="/admin/hours" className="text-link">
          {t('statuses.targets_link')}
        </Link>
      </p>
      <div className="flex flex-col gap-6">
        {KINDS.map((kind) => (
          <section key={kind}>
            <h2 className="mb-3 text-base">{t(`statuses.kinds.${kind}`)}</h2>
            <DataTable
              caption={t(`statuses.kinds.${kind}`)}
              columns={columns}
              rows={rows.filter((row) => row.kind === kind)}
              rowKey={({ status }) => status}
              rowTo={({ status }) => `/admin/statuses/${kind}.${status}`}
              empty={<EmptyState icon={<ListChecks />} title={t('statuses.title')} />}
            />
          </section>
        ))}
      </div>
    </>
  );
}

function useColumns(): Column<Row>[] {
  const { t } = useTranslation(['words', 'statuses']);
  const words = useStatusWords();
  const format = useFormat();
  const target = (of: Target | null) => {
    if (!of) return t('words:statuses.no_target');
    if ('days' in of) return t('words:statuses.days', { count: of.days, n: format.number(of.days) });
    const hours = Math.round(of.minutes / 0.6) / 100;
    return t('words:statuses.hours', { count: hours, n: format.number(hours) });
  };
  return [
    {
      key: 'status',
      header: t('words:statuses.name'),
      primary: true,
      cell: ({ kind, status }) => <OrderStatus kind={kind} status={status} />,
    },
    {
      key: 'meaning',
      header: t('words:statuses.meaning'),
      cardLabel: t('words:statuses.meaning'),
      cell: ({ kind, status }) => (
        <span className="block max-w-120 whitespace-normal text-soft">
          {t(`statuses:${kind}.${status}.meaning` as 'statuses:repair.draft.meaning')}
        </span>
      ),
    },
    {
      key: 'next',
      header: t('words:statuses.next'),
      cardLabel: t('words:statuses.next'),
      cell: ({ kind, status }) => words.next(statusRule(kind, status).next) ?? t('words:statuses.nobody'),
    },
    {
      key: 'target',
      header: t('words:statuses.target'),
      cardLabel: t('words:statuses.target'),
      cell: (row) => <span className="whitespace-nowrap">{target(row.target)}</span>,
    },
    {
      key: 'own',
      header: t('words:statuses.own'),
      cardLabel: t('words:statuses.own'),
      cell: ({ own }) =>
        (own.name || own.meaning) && <StatusBadge tone="info">{t('words:statuses.own_yes')}</StatusBadge>,
    },
  ];
}
