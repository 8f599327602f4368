import { useTranslation } from 'react-i18next';
import { listPath, parseListUrl } from '~/parts/list-url';
import { Chart, LegendEntry } from '~/ui/charts/chart';
import { ChartTable } from '~/ui/charts/chart-table';
import { Line } from '~/ui/charts/marks';
import { niceCeiling } from '~/ui/charts/scale';
import { useFormat } from '~/ui/format';
import type { Overview } from './load-overview.server';
import { useWeekWords } from './use-week-words';

const EVERYTHING = parseListUrl(new URLSearchParams());

/** How many days orders took, by the week in which they were completed. */
export function TurnaroundChart({ overview }: { overview: Overview }) {
  const { t } = useTranslation('dashboard');
  const { locale, number } = useFormat();
  const { weeks, turnaround, doneStatuses } = overview;
  const name = useWeekWords(weeks);
  const days = (value: number) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);
  const slowest = Math.max(0, ...weeks.map((week) => week.turnaround?.p90 ?? 0));
  const top = niceCeiling(slowest);
  const columns = weeks.map((week) => {
    const figures = week.turnaround && {
      orders: number(week.turnaround.orders),
      median: days(week.turnaround.median),
      p90: days(week.turnaround.p90),
    };
    return {
      key: week.first,
      tick: String(week.number),
      to: listPath(EVERYTHING, {
        tab: 'completed',
        statuses: doneStatuses,
        completedFrom: week.first,
        completedUntil: week.last,
      }),
      week: name(week),
      words: figures ? t('charts.turnaround.words', figures) : t('charts.turnaround.nothing'),
      cells: figures ? [figures.orders, figures.median, figures.p90] : ['0', '–', '–'],
    };
  });
  return (
    <Chart
      title={t('charts.turnaround.title')}
      summary={
        turnaround
          ? t('charts.turnaround.summary', { median: days(turnaround.median), p90: days(turnaround.p90) })
          : t('charts.turnaround.none', { weeks: weeks.length })
      }
      legend={
        <>
          <LegendEntry look="main">{t('charts.turnaround.median')}</LegendEntry>
          <LegendEntry look="second">{t('charts.turnaround.p90')}</LegendEntry>
        </>
      }
      scale={[t('charts.days', { days: number(top) }), number(top / 2), number(0)]}
      columns={columns.map(({ key, tick, to, week, words }) => ({
        key,
        tick,
        to,
        words: `${week}: ${words}`,
      }))}
      tableLabel={t('charts.table')}
      table={
        <ChartTable
          caption={t('charts.turnaround.title')}
          head={[
            t('charts.week_head'),
            t('charts.orders'),
            t('charts.turnaround.median_head'),
            t('charts.turnaround.p90_head'),
          ]}
          rows={columns
            .map(({ key, to, week, cells }) => ({
              key,
              to,
              cells: [week, ...cells] as [string, ...string[]],
            }))
            .reverse()}
        />
      }
    >
      <Line values={weeks.map((week) => week.turnaround?.p90 ?? null)} top={top} look="second" />
      <Line values={weeks.map((week) => week.turnaround?.median ?? null)} top={top} look="main" />
    </Chart>
  );
}
