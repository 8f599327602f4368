import { useTranslation } from 'react-i18next';
import type { OpenedMessage } from '~/domain/messages/reads.server';
import type { MessageKind } from '~/domain/messages/rules';
import { Conversation, MessageBubble } from '~/ui/conversation';
import { useFormat } from '~/ui/format';
import { InternalNote } from '~/ui/internal-note';
import { Panel } from '~/ui/panel';
import { RelativeTime } from '~/ui/relative-time';
import { StatusBadge } from '~/ui/status-badge';
import { ConversationForms } from './conversation-forms';

type Props = {
  messages: OpenedMessage[];
  /** What this person may write. */
  kinds: readonly MessageKind[];
  /** What was typed when the session ended. */
  kept: Record<string, string>;
};

/** Messages, public notes and internal notes, and the forms that write them. */
export function Correspondence({ messages, kinds, kept }: Props) {
  const { t } = useTranslation('orders');
  return (
    <Panel id="conversation" title={t('conversation.title')}>
      {messages.length === 0 ? (
        <p className="text-muted">{t('conversation.empty')}</p>
      ) : (
        <Conversation label={t('conversation.title')}>
          {messages.map((message) => (
            <Entry key={message.id} message={message} />
          ))}
        </Conversation>
      )}
      <div className="no-print mt-5 border-t border-line pt-4">
        <ConversationForms kinds={kinds} kept={kept} />
      </div>
    </Panel>
  );
}

function Entry({ message }: { message: OpenedMessage }) {
  const { t } = useTranslation('orders');
  const format = useFormat();
  const time = (
    <span suppressHydrationWarning>
      <RelativeTime
        iso={message.createdAt.toISOString()}
        relative={format.dateTime(message.createdAt)}
        exact={format.relative(message.createdAt)}
      />
    </span>
  );
  if (message.kind === 'internal_note') {
    return (
      <InternalNote
        id={`message-${message.id}`}
        heading={t('conversation.internal_heading')}
        author={message.author}
        time={time}
      >
        {message.body}
      </InternalNote>
    );
  }
  return (
    <MessageBubble
      id={`message-${message.id}`}
      side={message.mine ? 'mine' : 'theirs'}
      author={message.author}
      time={time}
      body={message.body}
      mark={
        <>
          {message.kind === 'public_note' && (
            <StatusBadge tone="info">{t('conversation.public_note')}</StatusBadge>
          )}
          {message.isNew && <StatusBadge tone="waiting">{t('conversation.new')}</StatusBadge>}
        </>
      }
    />
  );
}
