import { useTranslation } from 'react-i18next';
import { Conversation, MessageBubble } from '~/ui/conversation';
import { useFormat } from '~/ui/format';
import { Panel } from '~/ui/panel';
import { RelativeTime } from '~/ui/relative-time';
import type { GuestOrder } from './load-guest-order.server';

/** The public messages and notes, to be read; nothing where there are none. */
export function GuestMessages({ messages }: Pick<GuestOrder, 'messages'>) {
  const { t } = useTranslation('orders');
  const format = useFormat();
  if (messages.length === 0) return null;
  return (
    <Panel title={t('conversation.title')}>
      <Conversation label={t('conversation.title')}>
        {messages.map(({ id, author, body, at, mine }) => (
          <MessageBubble
            key={id}
            side={mine ? 'mine' : 'theirs'}
            author={author}
            body={body}
            time={
              <RelativeTime
                iso={at.toISOString()}
                relative={format.dateTime(at)}
                exact={format.relative(at)}
              />
            }
          />
        ))}
      </Conversation>
    </Panel>
  );
}
