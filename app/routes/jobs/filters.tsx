import { useTranslation } from 'react-i18next';
import { useTaskWords } from '~/parts/task-words';
import type { JobFilter } from '~/platform/jobs-state.server';
import { FilterBar, FilterChip } from '~/ui/filter-bar';
import { Field } from '~/ui/forms/field';
import { Select } from '~/ui/forms/select';
import { filterParams, jobsPath, STATES } from './filter';

type Props = { filter: JobFilter; tasks: string[] };

/** What the jobs are filtered by: where they stand, and which task they are. */
export function JobFilters({ filter, tasks }: Props) {
  const { t } = useTranslation('audit');
  const task = useTaskWords();
  const chip = (name: 'state' | 'task', off: Partial<JobFilter>) => ({
    label: t(`jobs.${name}`),
    clear: { to: jobsPath({ ...filter, ...off }), label: t(`jobs.clear.${name}`) },
    action: '/admin/jobs',
    keep: filterParams({ ...filter, ...off }),
    applyLabel: t('apply'),
  });
  const known = filter.task && !tasks.includes(filter.task) ? [...tasks, filter.task] : tasks;
  return (
    <div className="mb-4">
      <FilterBar label={t('filters')}>
        <FilterChip
          {...chip('state', { state: null })}
          value={filter.state ? t(`jobs.states.${filter.state}`) : undefined}
        >
          <Field name="state" label={t('jobs.state')}>
            <Select
              options={STATES.map((state) => ({ value: state, label: t(`jobs.states.${state}`) }))}
              placeholder={t('any')}
              defaultValue={filter.state ?? ''}
            />
          </Field>
        </FilterChip>
        <FilterChip {...chip('task', { task: '' })} value={filter.task ? task(filter.task) : undefined}>
          <Field name="task" label={t('jobs.task')}>
            <Select
              options={known.map((one) => ({ value: one, label: task(one) }))}
              placeholder={t('any')}
              defaultValue={filter.task}
            />
          </Field>
        </FilterChip>
      </FilterBar>
    </div>
  );
}
