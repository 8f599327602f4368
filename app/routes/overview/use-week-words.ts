import { useTranslation } from 'react-i18next';
import { useFormat } from '~/ui/format';
import type { Overview } from './load-overview.server';

type Week = Overview['weeks'][number];

/** Names a week by its number and its days, such as *Week 47, 16 – 22 Nov 2026*. */
export function useWeekWords(weeks: Week[]): (week: Week) => string {
  const { t } = useTranslation('dashboard');
  const { locale } = useFormat();
  const days = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return (week) => {
    const name = t('charts.week', {
      number: week.number,
      // Browsers and the server put different spaces around the dash.
      days: days.formatRange(new Date(week.first), new Date(week.last)).replaceAll(/\s+/g, ' '),
    });
    return week === weeks.at(-1) ? `${name} ${t('charts.so_far')}` : name;
  };
}
