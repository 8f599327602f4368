import { useTranslation } from 'react-i18next';
import type { JobState } from '~/platform/jobs-state.server';
import { StatusBadge } from '~/ui/status-badge';
import type { Tone } from '~/ui/tone';

const TONES: Record<JobState, Tone> = {
  waiting: 'info',
  scheduled: 'neutral',
  running: 'progress',
  retrying: 'waiting',
  failed: 'danger',
};

/** Where a job stands, as a word in its colour. */
export function JobStateBadge({ state }: { state: JobState }) {
  const { t } = useTranslation('audit');
  return <StatusBadge tone={TONES[state]}>{t(`jobs.states.${state}`)}</StatusBadge>;
}
