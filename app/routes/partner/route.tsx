import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { CalendarDays } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { partnerDesk } from '~/domain/partners/desk.server';
import { useLive } from '~/parts/use-live';
import { ButtonLink } from '~/ui/button';
import { useFormat } from '~/ui/format';
import { PageHeader } from '~/ui/frame/page-header';
import { DeskSection } from './desk-section';

/** What a service partner has to do. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'partner');
  return { company: viewer.companyName ?? '', lists: await partnerDesk(viewer), now: Date.now() };
}

export default function PartnerDesk() {
  const { t } = useTranslation('partners');
  const format = useFormat();
  const { company, lists, now } = useLoaderData<typeof loader>();
  useLive('all');
  return (
    <>
      <PageHeader
        title={t('desk.title')}
        subtitle={company}
        actions={
          <ButtonLink to="/partner/calendar" icon={<CalendarDays size={16} aria-hidden />}>
            {t('desk.calendar')}
          </ButtonLink>
        }
      />
      <nav aria-label={t('desk.lists_label')} className="mb-6 grid grid-cols-2 gap-3 lg:grid-cols-4">
        {lists.map(({ list, count, overdue }) => (
          <a
            key={list}
            href={`#${list}`}
            className="flex flex-col rounded-md border border-line bg-surface px-4 py-3 shadow-flat hover:border-line-strong"
          >
            <span className="text-muted">{t(`desk.lists.${list}.title`)}</span>
            <span className="tabular text-lg font-semibold">{format.number(count)}</span>
            {overdue > 0 && (
              <span className="font-medium text-danger-text">{t('desk.overdue', { count: overdue })}</span>
            )}
          </a>
        ))}
      </nav>
      <div className="flex flex-col gap-8">
        {lists.map((list) => (
          <DeskSection key={list.list} {...list} now={now} />
        ))}
      </div>
    </>
  );
}
