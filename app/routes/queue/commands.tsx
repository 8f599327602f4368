import { Keyboard, UserRound, UserRoundX, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Transition } from '~/domain/orders/rules';
import { Avatar } from '~/ui/avatar';
import { Button } from '~/ui/button';
import { IconButton } from '~/ui/icon-button';
import { Menu, MenuButton, MenuHeading, MenuSeparator } from '~/ui/menu';
import { useHydrated } from '~/ui/use-hydrated';
import type { Queue, QueueEntry } from './load-queue.server';

type Props = {
  queue: Queue;
  /** The ticked orders, as their boxes send them. */
  ticked: string[];
  onClear: () => void;
  onHelp: () => void;
};

/** The value of an order's box: which it is, and the status in which it was seen. */
export const boxValue = ({ number, status }: Pick<QueueEntry, 'number' | 'status'>) => `${number}:${status}`;

/** What can be done with the ticked orders. Without script nothing is counted, and every step is offered. */
export function Commands({ queue, ticked, onClear, onHelp }: Props) {
  const { t } = useTranslation('desk');
  const hydrated = useHydrated();
  if (queue.page.rows.length === 0) return null;
  const none = hydrated && ticked.length === 0;
  return (
    <div className="queue-commands">
      <span data-menu="assign">
        <Menu
          variant="secondary"
          button={
            <>
              <UserRound size={16} aria-hidden />
              {t('queue.assign.button')}
            </>
          }
        >
          <Assignees queue={queue} none={none} />
        </Menu>
      </span>
      <span data-menu="status">
        <Menu variant="secondary" button={t('queue.move.button')}>
          <Moves queue={queue} ticked={hydrated ? ticked : null} />
        </Menu>
      </span>
      <span className="text-muted" role="status">
        {hydrated && ticked.length > 0 ? t('queue.ticked', { count: ticked.length }) : t('queue.none_ticked')}
      </span>
      {hydrated && ticked.length > 0 && (
        <Button variant="quiet" size="small" icon={<X size={14} aria-hidden />} onClick={onClear}>
          {t('queue.clear')}
        </Button>
      )}
      {hydrated && (
        <span className="ml-auto max-md:hidden">
          <IconButton label={t('queue.keys.title')} icon={<Keyboard size={16} />} onClick={onHelp} />
        </span>
      )}
    </div>
  );
}

function Assignees({ queue: { assignees, me }, none }: { queue: Queue; none: boolean }) {
  const { t } = useTranslation('desk');
  if (none) return <MenuHeading>{t('queue.none_ticked')}</MenuHeading>;
  const myself = assignees.find(({ id }) => id === me);
  const others = assignees.filter(({ id }) => id !== me);
  return (
    <>
      {myself && (
        <MenuButton name="assign" value={String(me)} icon={<Avatar name={myself.name} />}>
          {t('queue.assign.me')}
        </MenuButton>
      )}
      <MenuButton name="assign" value="nobody" icon={<UserRoundX size={16} className="mx-1.5" aria-hidden />}>
        {t('queue.assign.nobody')}
      </MenuButton>
      {others.length > 0 && <MenuSeparator />}
      {others.map(({ id, name }) => (
        <MenuButton key={id} name="assign" value={String(id)} icon={<Avatar name={name} />}>
          {name}
        </MenuButton>
      ))}
    </>
  );
}

type Offered = Transition & { kind: QueueEntry['kind'] };

/** The steps that every ticked order can take; without script those that any order of the page can. */
function Moves({ queue, ticked }: { queue: Queue; ticked: string[] | null }) {
  const { t } = useTranslation(['desk', 'orders']);
  const rows = ticked ? queue.page.rows.filter((row) => ticked.includes(boxValue(row))) : queue.page.rows;
  const offered = new Map<string, Offered>();
  for (const row of rows)
    for (const move of row.moves)
      if (ticked === null || rows.every(({ moves }) => moves.some(({ to }) => to === move.to)))
        offered.set(move.to, { ...move, kind: row.kind });
  const moves = [...offered.values()];
  const buttons = (wanted: Offered[]) =>
    wanted.map(({ to, kind }) => (
      <MenuButton key={to} name="to" value={to}>
        {t(`orders:moves.${kind}.${to}` as 'orders:moves.repair.received')}
      </MenuButton>
    ));
  if (rows.length === 0) return <MenuHeading>{t('queue.none_ticked')}</MenuHeading>;
  if (moves.length === 0) return <MenuHeading>{t('queue.move.none_in_common')}</MenuHeading>;
  const asking = moves.filter(({ reason }) => reason);
  const tracked = moves.some(({ tracking }) => tracking);
  return (
    <>
      {buttons(moves.filter(({ reason }) => !reason))}
      {tracked && (
        <label className="block px-2.5 py-2 text-xs text-muted">
          {t('queue.move.tracking')}
          <input name="tracking" maxLength={100} autoComplete="off" className="control tabular mt-1" />
        </label>
      )}
      {asking.length > 0 && (
        <>
          <MenuSeparator />
          <label className="block px-2.5 py-2 text-xs text-muted">
            {t('queue.move.reason')}
            <input name="reason" maxLength={2000} autoComplete="off" className="control mt-1" />
          </label>
          {buttons(asking)}
        </>
      )}
    </>
  );
}
