import { useRouteLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { isAccountHolder } from '~/domain/auth/rules';
import { type NextActor, type OrderKind, type Status, statusRule } from '~/domain/orders/rules';
import type { loader as frameLoader } from '~/routes/app-frame/route';
import { StatusBadge } from '~/ui/status-badge';

/** The words of the statuses, as the signed-in person reads them: who ordered is addressed, the others are told. */
export function useStatusWords() {
  const { t } = useTranslation(['statuses', 'desk']);
  const viewer = useRouteLoaderData<typeof frameLoader>('routes/app-frame/route')?.viewer;
  const ordered = !viewer || isAccountHolder(viewer);
  const word = (kind: OrderKind, status: Status, part: 'label' | 'meaning') =>
    String(t(`${kind}.${status}.${part}${ordered ? '' : '_staff'}` as never));
  return {
    /** The short name of a status. */
    label: (kind: OrderKind, status: Status) => word(kind, status, 'label'),
    /** What a status means for the reader, in one or two sentences. */
    meaning: (kind: OrderKind, status: Status) => word(kind, status, 'meaning'),
    /** Who acts next; null when nobody is expected to. */
    next: (actor: NextActor) =>
      actor === null ? null : t(`next.${actor === 'customer' && ordered ? 'you' : actor}`),
    /** That the time stands still until the customer has decided. */
    paused: t(ordered ? 'desk:due.paused_you' : 'desk:due.paused_customer'),
  };
}

/** The status of an order: its word in its colour. */
export function OrderStatus({ kind, status }: { kind: OrderKind; status: Status }) {
  const { label } = useStatusWords();
  return <StatusBadge tone={statusRule(kind, status).tone}>{label(kind, status)}</StatusBadge>;
}
