import { Form } from '@remix-run/react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenedMessage } from '~/domain/messages/reads.server';
import type { MessageKind } from '~/domain/messages/rules';
import { WaitingForReply } from '~/parts/waiting-for-reply';
import { Conversation, MessageBubble } from '~/ui/conversation';
import { useFormat } from '~/ui/format';
import { InternalNote } from '~/ui/internal-note';
import { Panel } from '~/ui/panel';
import { RelativeTime } from '~/ui/relative-time';
import { StatusBadge } from '~/ui/status-badge';
import { SubmitButton } from '~/ui/submit-button';
import { ConversationForms } from './conversation-forms';
import type { LoadedConversation } from './load-conversation.server';

type Props = {
  conversation: LoadedConversation;
  /** What this person may write. */
  kinds: readonly MessageKind[];
  /** What was typed when the session ended. */
  kept: Record<string, string>;
};

/** Messages, public notes and internal notes, and the forms that write them. */
export function Correspondence({ conversation, kinds, kept }: Props) {
  const { t } = useTranslation('orders');
  const { messages, offered, waiting } = conversation;
  const isNew = useStillNew(messages);
  return (
    <Panel id="conversation" title={t('conversation.title')}>
      <Conversation label={t('conversation.title')}>
        {messages.length === 0 && <p className="text-muted">{t('conversation.empty')}</p>}
        {messages.map((message) => (
          <Entry key={message.id} message={message} isNew={isNew(message)} />
        ))}
      </Conversation>
      <div className="no-print mt-5 border-t border-line pt-4">
        {waiting && (
          <Form method="post" className="mb-3 flex flex-wrap items-center gap-2">
            <WaitingForReply {...waiting} />
            <input type="hidden" name="intent" value="settle" />
            <SubmitButton variant="secondary" size="small">
              {t('conversation.settle')}
            </SubmitButton>
          </Form>
        )}
        <ConversationForms kinds={kinds} kept={kept} offered={offered} />
      </div>
    </Panel>
  );
}

/** A message that was new when it was first shown is so until the person leaves the page, however often it is loaded again. */
function useStillNew(messages: OpenedMessage[]) {
  const seen = useRef(new Set<number>());
  for (const { id, isNew } of messages) if (isNew) seen.current.add(id);
  return ({ id }: OpenedMessage) => seen.current.has(id);
}

function Entry({ message, isNew }: { message: OpenedMessage; isNew: boolean }) {
  const { t } = useTranslation('orders');
  const format = useFormat();
  const id = `message-${message.id}`;
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
      <InternalNote id={id} heading={t('conversation.internal_heading')} author={message.author} time={time}>
        {message.body}
      </InternalNote>
    );
  }
  return (
    <MessageBubble
      id={id}
      side={message.mine ? 'mine' : 'theirs'}
      author={message.author}
      time={time}
      body={message.body}
      mark={
        <>
          {message.kind === 'public_note' && (
            <StatusBadge tone="info">{t('conversation.public_note')}</StatusBadge>
          )}
          {isNew && <StatusBadge tone="waiting">{t('conversation.new')}</StatusBadge>}
        </>
      }
    />
  );
}
