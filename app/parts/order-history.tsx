import {
  ArrowRight,
  CalendarCheck,
  CalendarX,
  FileCheck,
  FilePlus2,
  FileText,
  FileX,
  KeyRound,
  Link2,
  Link2Off,
  Mail,
  PackageCheck,
  Paperclip,
  Phone,
  ReceiptText,
  StickyNote,
  UserCheck,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '~/domain/events/timeline.server';
import { type OrderKind, statusesOf, statusRule } from '~/domain/orders/rules';
import { useFormat } from '~/ui/format';
import { Panel } from '~/ui/panel';
import { RelativeTime } from '~/ui/relative-time';
import { Timeline } from '~/ui/timeline';
import type { Tone } from '~/ui/tone';
import { useStatusWords } from './status';

type Look = { icon: ReactNode; tone: Tone };

const LOOKS: Record<string, Look> = {
  'order.drafted': { icon: <FilePlus2 size={14} />, tone: 'neutral' },
  'order.confirmed': { icon: <FileCheck size={14} />, tone: 'success' },
  'order.moved': { icon: <ArrowRight size={14} />, tone: 'progress' },
  'order.line_added': { icon: <ReceiptText size={14} />, tone: 'neutral' },
  'order.line_removed': { icon: <ReceiptText size={14} />, tone: 'neutral' },
  'note.posted': { icon: <StickyNote size={14} />, tone: 'neutral' },
  'attachment.added': { icon: <Paperclip size={14} />, tone: 'neutral' },
  'order.intake': { icon: <PackageCheck size={14} />, tone: 'progress' },
  'order.secret_shown': { icon: <KeyRound size={14} />, tone: 'neutral' },
  'order.secret_changed': { icon: <KeyRound size={14} />, tone: 'neutral' },
  'quote.sent': { icon: <FileText size={14} />, tone: 'waiting' },
  'quote.accepted': { icon: <FileCheck size={14} />, tone: 'success' },
  'quote.declined': { icon: <FileX size={14} />, tone: 'danger' },
  'quote.withdrawn': { icon: <FileX size={14} />, tone: 'neutral' },
  'quote.expired': { icon: <FileX size={14} />, tone: 'neutral' },
  'quote.superseded': { icon: <FileText size={14} />, tone: 'neutral' },
  'guest.shared': { icon: <Link2 size={14} />, tone: 'neutral' },
  'mail.resent': { icon: <Mail size={14} />, tone: 'neutral' },
  'guest.revoked': { icon: <Link2Off size={14} />, tone: 'neutral' },
  'onsite.released': { icon: <UserCheck size={14} />, tone: 'info' },
  'onsite.contacted': { icon: <Phone size={14} />, tone: 'neutral' },
  'onsite.appointment_agreed': { icon: <CalendarCheck size={14} />, tone: 'progress' },
  'onsite.appointment_cancelled': { icon: <CalendarX size={14} />, tone: 'danger' },
};

const OTHER: Look = { icon: <ArrowRight size={14} />, tone: 'neutral' };

/** What happened, read from the events, newest first. */
export function OrderHistory({ entries, kind }: { entries: TimelineEntry[]; kind: OrderKind }) {
  const { t, i18n } = useTranslation('orders');
  const words = useStatusWords();
  const format = useFormat();

  function title({ type, data }: TimelineEntry): string {
    if (type === 'order.moved') {
      const status = statusesOf(kind).find((known) => known === data.to);
      return t('history.moved', { status: status ? words.label(kind, status) : String(data.to) });
    }
    if (type === 'order.assigned' && data.assigneeId === null) return t('history.order_freed');
    if (type === 'order.confirmed') {
      return t(
        data.automatic
          ? 'history.confirmed_automatically'
          : data.onBehalf
            ? 'history.confirmed_on_behalf'
            : 'history.confirmed',
      );
    }
    const automatic = type === 'quote.accepted' && data.automatic ? '_automatically' : '';
    const reached = type === 'onsite.contacted' && data.reached ? '_reached' : '';
    const named = type === 'onsite.appointment_agreed' && data.moved ? 'onsite_appointment_moved' : type;
    const key = `history.${named.replace('.', '_')}${automatic}${reached}`;
    const values = {
      what: String(data.description ?? data.name ?? ''),
      quote: String(data.quote ?? ''),
      name: String(data.name ?? ''),
      spId: String(data.spId ?? ''),
      when: data.startsAt ? format.dateTime(String(data.startsAt)) : '',
    };
    return String(i18n.exists(`orders:${key}`) ? t(key as 'history.order_drafted', values) : type);
  }

  function tone({ type, data }: TimelineEntry): Tone {
    const to = String(data.to);
    if (type !== 'order.moved' || !statusesOf(kind).some((status) => status === to))
      return (LOOKS[type] ?? OTHER).tone;
    return statusRule(kind, to).tone;
  }

  return (
    <Panel title={t('history.title')}>
      <Timeline
        items={entries.map((entry) => ({
          id: entry.id,
          icon: (LOOKS[entry.type] ?? OTHER).icon,
          tone: tone(entry),
          title: title(entry),
          meta: (
            <span suppressHydrationWarning>
              {entry.actor ? `${entry.actor} · ` : ''}
              <RelativeTime
                iso={entry.at.toISOString()}
                relative={format.relative(entry.at)}
                exact={format.dateTime(entry.at)}
              />
            </span>
          ),
          body:
            [
              entry.data.reason,
              entry.data.tracking,
              entry.data.email,
              entry.data.condition,
              entry.data.accessories,
            ]
              .filter(Boolean)
              .map(String)
              .join(' · ') || undefined,
          ...(entry.internal ? { internal: t('history.internal') } : {}),
        }))}
      />
    </Panel>
  );
}
