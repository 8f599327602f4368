import { BadgeCheck, Ban, CircleDollarSign, FileInput, FilePlus, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '~/ui/format';
import { Panel } from '~/ui/panel';
import { RelativeTime } from '~/ui/relative-time';
import { Timeline } from '~/ui/timeline';
import type { Tone } from '~/ui/tone';
import type { Settlement } from './settlement';

const LOOKS = {
  'settlement.created': { icon: <FilePlus size={14} />, tone: 'neutral', word: 'created' },
  'settlement.invoiced': { icon: <FileInput size={14} />, tone: 'info', word: 'invoiced' },
  'settlement.accepted': { icon: <BadgeCheck size={14} />, tone: 'progress', word: 'accepted' },
  'settlement.returned': { icon: <Undo2 size={14} />, tone: 'waiting', word: 'returned' },
  'settlement.paid': { icon: <CircleDollarSign size={14} />, tone: 'success', word: 'paid' },
  'settlement.cancelled': { icon: <Ban size={14} />, tone: 'danger', word: 'cancelled' },
} as const satisfies Record<string, { icon: ReactNode; tone: Tone; word: string }>;

/** What happened with the settlement, read from its events, newest first. */
export function History({ entries }: { entries: Settlement['history'] }) {
  const { t } = useTranslation('billing');
  const format = useFormat();
  const known = entries.flatMap((entry) => {
    const look = LOOKS[entry.type as keyof typeof LOOKS];
    return look ? [{ ...entry, ...look }] : [];
  });
  return (
    <Panel title={t('history.title')}>
      <Timeline
        items={known.map(({ id, icon, tone, word, actor, at, reason }) => ({
          id,
          icon,
          tone,
          title: t(`history.${word}`),
          meta: (
            <span suppressHydrationWarning>
              {actor ? `${actor} · ` : ''}
              <RelativeTime
                iso={new Date(at).toISOString()}
                relative={format.relative(at)}
                exact={format.dateTime(at)}
              />
            </span>
          ),
          body: reason || undefined,
        }))}
      />
    </Panel>
  );
}
