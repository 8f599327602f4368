import { Form, Link } from '@remix-run/react';
import { MapPin, ScanBarcode } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { QUEUE_STATUSES, QUEUE_TABS } from '~/domain/orders/queue-rules';
import { KINDS, type Status, statusesOf } from '~/domain/orders/rules';
import { useStatusWords } from '~/parts/status';
import { Button } from '~/ui/button';
import { cx } from '~/ui/cx';
import { useFormat } from '~/ui/format';
import { PageHeader } from '~/ui/frame/page-header';
import { Menu, MenuLink } from '~/ui/menu';
import { Notice } from '~/ui/notice';
import { Tabs } from '~/ui/tabs';
import type { Queue } from './load-queue.server';
import { queuePath } from './queue-url';

/** Which location's queue it is, the field for scans, whose orders are shown, and in which status. */
export function QueueHead({ queue, code }: { queue: Queue; code: string }) {
  const { t } = useTranslation('desk');
  const format = useFormat();
  const { state, counts, location } = queue;
  const sum = (name: 'all' | 'mine' | 'nobody' | 'overdue' | 'waiting') =>
    counts.reduce((total, count) => total + count[name], 0);
  const [overdue, waiting] = [sum('overdue'), sum('waiting')];
  return (
    <>
      <PageHeader
        title={t('queue.title')}
        subtitle={
          <>
            {location.name}
            {overdue > 0 && (
              <span className="text-danger-text">
                {' · '}
                {t('queue.overdue', { count: overdue, total: format.number(overdue) })}
              </span>
            )}
            {waiting > 0 && (
              <>
                {' · '}
                {t('queue.waiting', { count: waiting, total: format.number(waiting) })}
              </>
            )}
          </>
        }
        actions={
          <>
            {queue.locations.length > 1 && <Locations queue={queue} />}
            <Scan locationId={state.locationId} code={code} />
          </>
        }
      />
      {code !== '' && (
        <div className="mb-4">
          <Notice
            tone="danger"
            role="alert"
            title={t('queue.scan.nothing', { code })}
            actions={
              <Link to={`/orders?${new URLSearchParams({ q: code })}`} className="text-link">
                {t('queue.scan.search')}
              </Link>
            }
          />
        </div>
      )}
      <Tabs
        label={t('queue.tabs.label')}
        items={QUEUE_TABS.map((tab) => ({
          to: queuePath(state, { tab }),
          label: t(`queue.tabs.${tab}`),
          count: format.number(sum(tab)),
          active: tab === state.tab,
        }))}
      />
      <Statuses queue={queue} />
    </>
  );
}

function Locations({ queue: { state, location, locations } }: { queue: Queue }) {
  const { t } = useTranslation('desk');
  return (
    <Menu
      variant="secondary"
      button={
        <>
          <MapPin size={16} aria-hidden />
          <span>
            <span className="sr-only">{t('queue.location')}: </span>
            {location.name}
          </span>
        </>
      }
    >
      {locations.map(({ id, name }) => (
        <MenuLink key={id} to={queuePath(state, { locationId: id })} current={id === location.id}>
          {name}
        </MenuLink>
      ))}
    </Menu>
  );
}

/** A scanner types what it reads, and Enter: the order opens. */
function Scan({ locationId, code }: { locationId: number | null; code: string }) {
  const { t } = useTranslation('desk');
  return (
    <Form
      method="get"
      action="/queue"
      role="search"
      data-scan
      className="flex items-center gap-2 max-sm:min-w-full sm:w-80"
    >
      {locationId !== null && <input type="hidden" name="location" value={locationId} />}
      <input
        key={code}
        name="code"
        defaultValue={code}
        aria-label={t('queue.scan.label')}
        placeholder={t('queue.scan.placeholder')}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={200}
        className="control tabular"
      />
      <Button type="submit" icon={<ScanBarcode size={16} aria-hidden />}>
        {t('queue.scan.open')}
      </Button>
    </Form>
  );
}

/** The statuses that have orders, each with its number; all together first. */
function Statuses({ queue: { state, counts } }: { queue: Queue }) {
  const { t } = useTranslation('desk');
  const format = useFormat();
  const words = useStatusWords();
  const countOf = (status: Status) => counts.find((count) => count.status === status)?.[state.tab] ?? 0;
  const label = (status: Status) =>
    words.label(KINDS.find((kind) => statusesOf(kind).includes(status)) ?? 'repair', status);
  const entries = [
    { status: null, text: t('queue.every_status'), count: null },
    ...QUEUE_STATUSES.filter((status) => countOf(status) > 0 || status === state.status).map((status) => ({
      status,
      text: label(status),
      count: countOf(status),
    })),
  ];
  return (
    <nav aria-label={t('queue.statuses')} className="py-3 max-md:-mx-4 max-md:overflow-x-auto max-md:px-4">
      <ul className="flex gap-2 md:flex-wrap">
        {entries.map(({ status, text, count }) => (
          <li key={status ?? 'every'} className="flex-none">
            <Link
              to={queuePath(state, { status })}
              preventScrollReset
              aria-current={status === state.status ? 'true' : undefined}
              className={cx(
                'flex min-h-8 items-center gap-1.5 rounded-full border px-3 text-xs whitespace-nowrap pointer-coarse:min-h-11',
                status === state.status
                  ? 'border-accent-text bg-accent-soft font-medium text-accent-text'
                  : 'border-line-strong bg-surface text-soft hover:text-text',
              )}
            >
              {text}
              {count !== null && <span className="tabular">{format.number(count)}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
