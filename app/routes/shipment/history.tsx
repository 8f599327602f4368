import { Ban, FileText, PackageCheck, PackagePlus, PencilLine, ScanBarcode, Truck } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '~/domain/events/timeline.server';
import { useFormat } from '~/ui/format';
import { Panel } from '~/ui/panel';
import { RelativeTime } from '~/ui/relative-time';
import { Timeline } from '~/ui/timeline';
import type { Tone } from '~/ui/tone';

type Look = { icon: ReactNode; tone: Tone };

const LOOKS: Record<string, Look> = {
  'shipment.created': { icon: <PackagePlus size={14} />, tone: 'neutral' },
  'shipment.confirmed': { icon: <PackageCheck size={14} />, tone: 'success' },
  'shipment.tracked': { icon: <Truck size={14} />, tone: 'info' },
  'shipment.voided': { icon: <Ban size={14} />, tone: 'danger' },
  'shipment.dissolved': { icon: <Ban size={14} />, tone: 'danger' },
  'shipment.papers_issued': { icon: <FileText size={14} />, tone: 'neutral' },
  'shipment.papers_voided': { icon: <FileText size={14} />, tone: 'danger' },
  'shipment.arrived': { icon: <ScanBarcode size={14} />, tone: 'progress' },
  'shipment.closed': { icon: <ScanBarcode size={14} />, tone: 'success' },
};

const OTHER: Look = { icon: <PencilLine size={14} />, tone: 'neutral' };
const CHANGES = [
  'pick_up',
  'method',
  'note',
  'parcels',
  'weights',
  'packing',
  'accessories',
  'outcomes',
] as const;

/** What happened with the shipment, read from its events, newest first. */
export function History({ entries }: { entries: TimelineEntry[] }) {
  const { t, i18n } = useTranslation('shipments');
  const format = useFormat();

  function title({ type, data }: TimelineEntry): string {
    const key = `history.${type.replaceAll('.', '_')}`;
    return i18n.exists(key, { ns: 'shipments' }) ? String(t(key as never, data as never)) : type;
  }

  function body({ data }: TimelineEntry): string | undefined {
    const { added, removed, changes, tracking, reason } = data;
    const changed = CHANGES.filter((change) => Array.isArray(changes) && changes.includes(change));
    const parts = [
      Number(added) > 0 && t('history.added', { count: Number(added) }),
      Number(removed) > 0 && t('history.removed', { count: Number(removed) }),
      ...changed.map((change) => t(`history.change.${change}`)),
      ...(Array.isArray(tracking) ? tracking.map(String) : []),
      reason && String(reason),
    ];
    return parts.filter(Boolean).join(', ') || undefined;
  }

  return (
    <Panel title={t('page.history')}>
      <Timeline
        items={entries.map((entry) => ({
          id: entry.id,
          ...(LOOKS[entry.type] ?? OTHER),
          title: title(entry),
          meta: (
            <span suppressHydrationWarning>
              {entry.actor ? `${entry.actor} · ` : ''}
              <RelativeTime
                iso={new Date(entry.at).toISOString()}
                relative={format.relative(entry.at)}
                exact={format.dateTime(entry.at)}
              />
            </span>
          ),
          body: body(entry),
          ...(entry.internal ? { internal: t('history.internal') } : {}),
        }))}
      />
    </Panel>
  );
}
