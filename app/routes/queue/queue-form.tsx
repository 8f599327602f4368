import { Form } from '@remix-run/react';
import { CircleCheckBig } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '~/ui/empty-state';
import { Pagination } from '~/ui/pagination';
import { Commands } from './commands';
import { KeysHelp } from './keys-help';
import type { Queue } from './load-queue.server';
import { QueueTable } from './queue-table';
import { queuePath } from './queue-url';
import { useQueueKeys } from './use-queue-keys';

/**
 * The orders of a queue with what can be done with those that are ticked.
 * @param answered what the page said to the last command: with a new answer nothing is ticked any more
 */
export function QueueForm({ queue, answered }: { queue: Queue; answered: unknown }) {
  const { t } = useTranslation('desk');
  const { state, page } = queue;
  const form = useRef<HTMLFormElement>(null);
  const help = useRef<HTMLDialogElement>(null);
  const [ticked, setTicked] = useState<string[]>([]);
  const read = () =>
    setTicked(form.current ? new FormData(form.current).getAll('order').map((value) => String(value)) : []);
  const clear = () => {
    // Not by `reset()`: React would not see the next tick.
    for (const box of form.current?.querySelectorAll<HTMLInputElement>('[name="order"]') ?? [])
      box.checked = false;
    for (const field of form.current?.querySelectorAll<HTMLInputElement>('.control') ?? []) field.value = '';
    setTicked([]);
  };
  useQueueKeys(form, help, clear);

  // What was ticked before the script came, or is gone since, counts as it stands.
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again with every page that comes
  useEffect(read, [page]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer ends what was begun
  useEffect(() => {
    if (answered) clear();
  }, [answered]);

  return (
    <>
      <Form
        ref={form}
        method="post"
        action={queuePath(state, state)}
        preventScrollReset
        onChange={read}
        onSubmit={() => closeMenus(form.current)}
        aria-label={t('queue.title')}
        className="queue"
      >
        {/* Enter in a field of the form presses the first button: this one does nothing. */}
        <button type="submit" disabled hidden />
        <Commands queue={queue} ticked={ticked} onClear={clear} onHelp={() => help.current?.showModal()} />
        <QueueTable
          queue={queue}
          empty={
            <EmptyState
              icon={<CircleCheckBig />}
              title={t(`queue.empty.${state.tab}.title`)}
              text={t(`queue.empty.${state.tab}.text`)}
            />
          }
        />
      </Form>
      {(page.next || page.previous) && (
        <Pagination
          labels={{
            nav: t('queue.pages.nav'),
            previous: t('queue.pages.previous'),
            next: t('queue.pages.next'),
          }}
          summary={t('queue.pages.shown', { count: page.rows.length })}
          previousTo={page.previous ? queuePath(state, { before: page.previous }) : undefined}
          nextTo={page.next ? queuePath(state, { after: page.next }) : undefined}
        />
      )}
      <KeysHelp dialog={help} />
    </>
  );
}

function closeMenus(form: HTMLFormElement | null) {
  for (const menu of form?.querySelectorAll<HTMLElement>(':popover-open') ?? []) menu.hidePopover();
}
