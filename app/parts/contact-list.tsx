import { useTranslation } from 'react-i18next';
import type { Channel } from '~/domain/partners/rules';
import { useFormat } from '~/ui/format';
import { StatusBadge } from '~/ui/status-badge';

export type ContactRow = {
  id: number;
  channel: string;
  reached: boolean;
  note: string;
  by: string;
  at: Date;
};

/** The tries to reach a customer, newest first. */
export function ContactList({ contacts }: { contacts: ContactRow[] }) {
  const { t } = useTranslation('partners');
  const format = useFormat();
  return (
    <ul className="flex flex-col gap-3">
      {contacts.map(({ id, channel, reached, note, by, at }) => (
        <li key={id}>
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            {t(`contacts.channels.${channel as Channel}`)}
            <StatusBadge tone={reached ? 'success' : 'waiting'}>
              {t(reached ? 'contacts.was_reached' : 'contacts.not_reached')}
            </StatusBadge>
            <span className="text-xs text-muted" suppressHydrationWarning>
              {by}, {format.dateTime(at)}
            </span>
          </span>
          {note && <p className="whitespace-pre-wrap wrap-anywhere">{note}</p>}
        </li>
      ))}
    </ul>
  );
}
