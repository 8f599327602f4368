import { useTranslation } from 'react-i18next';
import { listPath, parseListUrl } from '~/parts/list-url';
import { Chart } from '~/ui/charts/chart';
import { ChartTable } from '~/ui/charts/chart-table';
import { Bars } from '~/ui/charts/marks';
import { niceCeiling } from '~/ui/charts/scale';
import { useFormat } from '~/ui/format';
import type { Overview } from './load-overview.server';
import { useWeekWords } from './use-week-words';

const EVERYTHING = parseListUrl(new URLSearchParams());

/** How many orders were created, or completed, in each week. */
export function VolumeChart({ overview, of }: { overview: Overview; of: 'created' | 'completed' }) {
  const { t } = useTranslation('dashboard');
  const { number } = useFormat();
  const { weeks } = overview;
  const name = useWeekWords(weeks);
  const values = weeks.map((week) => week[of]);
  const top = niceCeiling(Math.max(...values));
  const columns = weeks.map((week) => ({
    key: week.first,
    tick: String(week.number),
    to: listPath(
      EVERYTHING,
      of === 'created'
        ? { from: week.first, until: week.last }
        : { tab: 'completed', completedFrom: week.first, completedUntil: week.last },
    ),
    week: name(week),
    amount: week[of],
    count: number(week[of]),
  }));
  const sum = values.reduce((total, value) => total + value, 0);
  return (
    <Chart
      title={t(`charts.${of}.title`)}
      summary={t(`charts.${of}.summary`, { count: sum, total: number(sum), weeks: weeks.length })}
      scale={[number(top), number(top / 2), number(0)]}
      columns={columns.map(({ week, count, amount, ...column }) => ({
        ...column,
        words: `${week}: ${t('charts.count', { count: amount, total: count })}`,
      }))}
      tableLabel={t('charts.table')}
      table={
        <ChartTable
          caption={t(`charts.${of}.title`)}
          head={[t('charts.week_head'), t('charts.orders')]}
          rows={columns
            .map(({ key, to, week, count }) => ({ key, to, cells: [week, count] as [string, string] }))
            .reverse()}
        />
      }
    >
      <Bars values={values} top={top} lastOpen />
    </Chart>
  );
}
