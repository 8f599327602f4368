import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/button';
import { Select } from '~/ui/forms/select';
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
          <div className="min-w-0 flex-1">
            <Select
              name="assignee"
              defaultValue={assigneeId ?? ''}
              aria-label={t('assignee.title')}
              placeholder={t('assignee.nobody')}
              options={assignees.map(({ id, name }) => ({ value: String(id), label: name }))}
            />
          </div>
          <Button type="submit">{t('assignee.save')}</Button>
        </Form>
        {mayTake && (
          <Form method="post" action={`/orders/${number}/assignee`} preventScrollReset>
            <input type="hidden" name="assignee" value="me" />
            <Button type="submit">{t('assignee.take')}</Button>
          </Form>
        )}
      </div>
    </Panel>
  );
}
