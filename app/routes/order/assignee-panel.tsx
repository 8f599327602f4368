import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/button';
import { Panel } from '~/ui/panel';

type Props = {
  number: string;
  assigneeId: number | null;
  /** Whom the order can be given to, and the reader's own id; null for those who do not give orders. */
  people: { assignees: { id: number; name: string }[]; me: number } | null;
};

/** Who works on the order; for the operator's people. */
export function AssigneePanel({ number, assigneeId, people }: Props) {
  const { t } = useTranslation('desk');
  if (!people) return null;
  const { assignees, me } = people;
  const mayTake = assigneeId !== me && assignees.some(({ id }) => id === me);
  return (
    <Panel title={t('assignee.title')}>
      <div id="assignee" className="flex flex-col gap-3">
        <Form
          key={assigneeId}
          method="post"
          action={`/orders/${number}/assignee`}
          className="flex items-center gap-2"
          preventScrollReset
        >
          <select
            name="assignee"
            defaultValue={assigneeId ?? ''}
            aria-label={t('assignee.title')}
            className="control"
          >
            <option value="">{t('assignee.nobody')}</option>
            {assignees.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
          <Button type="submit">{t('assignee.save')}</Button>
        </Form>
        {mayTake && (
          <Form method="post" action={`/orders/${number}/assignee`} preventScrollReset>
            <input type="hidden" name="assignee" value={me} />
            <Button type="submit">{t('assignee.take')}</Button>
          </Form>
        )}
      </div>
    </Panel>
  );
}
