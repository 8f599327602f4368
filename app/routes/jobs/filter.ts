import type { JobFilter, JobState } from '~/platform/jobs-state.server';

/** The states of the filter, those that need somebody first. */
export const STATES = ['failed', 'retrying', 'running', 'waiting', 'scheduled'] as const satisfies JobState[];

/** What the address of the page asks for. */
export function filterOf(params: URLSearchParams): JobFilter {
  return {
    state: STATES.find((state) => state === params.get('state')) ?? null,
    task: (params.get('task') ?? '').slice(0, 128).replaceAll('\0', ''),
  };
}

/** A filter as search parameters, without what is off. */
export function filterParams({ state, task }: JobFilter): [string, string][] {
  const all: [string, string][] = [
    ['state', state ?? ''],
    ['task', task],
  ];
  return all.filter(([, value]) => value !== '');
}

/** The address of the page with this filter. */
export function jobsPath(filter: JobFilter): string {
  const params = new URLSearchParams(filterParams(filter));
  return params.size > 0 ? `/admin/jobs?${params}` : '/admin/jobs';
}
