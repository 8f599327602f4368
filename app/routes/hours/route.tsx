import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Clock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { takePendingForm } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { readFromAdministrator } from '~/domain/auth/setup.server';
import { targetsSchema } from '~/domain/orders/clock-schema';
import { listLocationHours, listTargets, saveTargets } from '~/domain/orders/clock-setup.server';
import { Day } from '~/parts/day';
import { hoursText } from '~/parts/opening-hours';
import { RefusalNotice } from '~/parts/refusal-notice';
import { withRefusals } from '~/platform/http/refusals.server';
import { type Column, DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { useFormat } from '~/ui/format';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { StatusBadge } from '~/ui/status-badge';
import { Targets, targetFields } from './targets';

export async function loader(args: LoaderFunctionArgs) {
  await requireRole(args, 'administrator');
  const [locations, targets, pending] = await Promise.all([
    listLocationHours(new Date().toISOString().slice(0, 10)),
    listTargets(),
    takePendingForm(args.request, '/admin/hours'),
  ]);
  const saved = new URL(args.request.url).searchParams.has('saved');
  return data(
    { saved, locations, fields: { ...targetFields(targets), ...pending?.fields } },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const { viewer, form } = await readFromAdministrator(args);
  const submission = parseWithZod(form, { schema: targetsSchema });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 422 });
  await saveTargets(viewer, submission.value);
  return redirect('/admin/hours?saved');
});

type Row = Awaited<ReturnType<typeof listLocationHours>>[number];

export default function Hours() {
  const { t } = useTranslation(['desk', 'words']);
  const { saved, locations, fields } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { locale } = useFormat();
  const columns: Column<Row>[] = [
    {
      key: 'name',
      header: t('hours.location'),
      primary: true,
      cell: (row) => row.name,
    },
    {
      key: 'active',
      header: t('hours.state'),
      cardCorner: true,
      cell: (row) => (
        <StatusBadge tone={row.active ? 'success' : 'neutral'}>
          {t(row.active ? 'hours.active' : 'hours.inactive')}
        </StatusBadge>
      ),
    },
    {
      key: 'hours',
      header: t('hours.open'),
      cardLabel: t('hours.open'),
      cell: (row) => <span className="whitespace-normal">{hoursText(row.hours, locale)}</span>,
    },
    {
      key: 'region',
      header: t('hours.region'),
      cardLabel: t('hours.region'),
      cell: (row) => [row.country, row.region].filter(Boolean).join('-'),
    },
    {
      key: 'holiday',
      header: t('hours.next_holiday'),
      cardLabel: t('hours.next_holiday'),
      cell: (row) =>
        row.nextHoliday && (
          <span className="whitespace-normal">
            <Day on={row.nextHoliday.date} /> · {row.nextHoliday.name}
          </span>
        ),
    },
  ];
  return (
    <>
      <PageHeader
        title={t('hours.title')}
        subtitle={t('hours.subtitle')}
        back={{ to: '/admin', label: t('words:back') }}
      />
      {saved && (
        <div className="mb-4">
          <Notice tone="success" role="status" title={t('hours.saved')}>
            {t('hours.saved_text')}
          </Notice>
        </div>
      )}
      <RefusalNotice answer={answer} />
      <DataTable
        caption={t('hours.caption')}
        columns={columns}
        rows={locations}
        rowKey={({ id }) => String(id)}
        rowTo={({ id }) => `/admin/hours/${id}`}
        empty={<EmptyState icon={<Clock />} title={t('hours.empty')} />}
      />
      <Targets fields={fields} result={answer && 'result' in answer ? answer.result : null} />
    </>
  );
}
