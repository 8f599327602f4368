import { useTranslation } from 'react-i18next';
import type { Onsite } from '~/domain/partners/onsite.server';
import { VisitTime } from '~/parts/visit-time';
import { Panel } from '~/ui/panel';
import { StatusBadge } from '~/ui/status-badge';
import type { Tone } from '~/ui/tone';

const TONES = {
  agreed: 'progress',
  moved: 'neutral',
  kept: 'success',
  failed: 'danger',
  cancelled: 'neutral',
} as const satisfies Record<string, Tone>;

type Props = { visits: Pick<Onsite['visits'][number], 'id' | 'startsAt' | 'endsAt' | 'state' | 'reason'>[] };

/** Every visit that was agreed, newest first, and what became of it. */
export function Visits({ visits, timeZone }: Props & { timeZone: string }) {
  const { t } = useTranslation('partners');
  if (visits.length === 0) return null;
  return (
    <Panel title={t('visits.title')}>
      <ul className="flex flex-col gap-3">
        {visits.map(({ id, startsAt, endsAt, state, reason }) => {
          const known = Object.hasOwn(TONES, state) ? (state as keyof typeof TONES) : 'agreed';
          return (
            <li key={id}>
              <span className="flex flex-wrap items-center gap-2">
                <VisitTime startsAt={startsAt} endsAt={endsAt} timeZone={timeZone} />
                <StatusBadge tone={TONES[known]}>{t(`visits.states.${known}`)}</StatusBadge>
              </span>
              {reason && <p className="text-muted wrap-anywhere">{reason}</p>}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
