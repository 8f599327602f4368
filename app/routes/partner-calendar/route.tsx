import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { partnerWeek, type WeekDay } from '~/domain/partners/calendar.server';
import { mondayOf, weekOf } from '~/domain/partners/rules';
import { VisitTime } from '~/parts/visit-time';
import { notFound } from '~/platform/http/responses.server';
import { ButtonLink } from '~/ui/button';
import { useFormat } from '~/ui/format';
import { PageHeader } from '~/ui/frame/page-header';
import { StatusBadge } from '~/ui/status-badge';

const WEEK_MS = 7 * 86_400_000;

/** A service partner's visits of a week, of this one unless another is named. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'partner');
  const asked = new URL(args.request.url).searchParams.get('week');
  const week = asked ?? weekOf(new Date());
  const monday = mondayOf(week);
  if (!monday) throw notFound();
  const near = (weeks: number) => weekOf(new Date(monday.getTime() + weeks * WEEK_MS));
  const today = new Date().toISOString().slice(0, 10);
  return { week, before: near(-1), after: near(1), today, ...(await partnerWeek(viewer, monday)) };
}

export default function PartnerCalendar() {
  const { t } = useTranslation('partners');
  const { week, before, after, today, days, timeZone } = useLoaderData<typeof loader>();
  const number = Number(week.slice(6));
  return (
    <>
      <PageHeader
        title={t('calendar.title', { week: number, year: week.slice(0, 4) })}
        back={{ to: '/partner', label: t('desk.title') }}
        actions={
          <>
            <ButtonLink to={`?week=${before}`} icon={<ChevronLeft size={16} aria-hidden />}>
              {t('calendar.before')}
            </ButtonLink>
            <ButtonLink to={`?week=${after}`} icon={<ChevronRight size={16} aria-hidden />}>
              {t('calendar.after')}
            </ButtonLink>
          </>
        }
      />
      <ol className="grid gap-3 lg:grid-cols-7">
        {days.map((day) => (
          <Weekday key={day.day} {...day} today={day.day === today} timeZone={timeZone} />
        ))}
      </ol>
      {days.every(({ visits }) => visits.length === 0) && (
        <p className="mt-4 text-muted">{t('calendar.empty')}</p>
      )}
    </>
  );
}

function Weekday({ day, visits, today, timeZone }: WeekDay & { today: boolean; timeZone: string }) {
  const { t } = useTranslation('partners');
  const { locale } = useFormat();
  const name = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  return (
    <li className="min-w-0 rounded-md border border-line bg-surface p-3 shadow-flat lg:min-h-48">
      <h2
        className={today ? 'text-sm text-accent-text' : 'text-sm'}
        aria-current={today ? 'date' : undefined}
      >
        <time dateTime={day} suppressHydrationWarning>
          {name.format(new Date(`${day}T00:00:00Z`))}
        </time>
      </h2>
      {visits.length === 0 && <p className="text-xs text-muted">{t('calendar.free')}</p>}
      <ul className="mt-2 flex flex-col gap-2 empty:hidden">
        {visits.map(({ id, startsAt, endsAt, kept, number, spId, goods, contact, street, place }) => (
          <li key={id} className="rounded-md bg-sunken p-2 hyphens-auto wrap-anywhere">
            <VisitTime startsAt={startsAt} endsAt={endsAt} timeZone={timeZone} timeOnly />
            <Link to={`/orders/${number}`} className="block font-medium underline underline-offset-3">
              {spId ?? number}
            </Link>
            <span className="block text-xs">{goods}</span>
            <span className="block text-xs text-muted">
              {contact}
              <br />
              {street}, {place}
            </span>
            {kept && <StatusBadge tone="success">{t('calendar.kept')}</StatusBadge>}
          </li>
        ))}
      </ul>
    </li>
  );
}
