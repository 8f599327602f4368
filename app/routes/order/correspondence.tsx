import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { MessageKind } from '~/domain/messages/messages.server';
import type { OpenedMessage } from '~/domain/messages/reads.server';
import { Conversation, MessageBubble } from '~/ui/conversation';
import { useFormat } from '~/ui/format';
import { Field } from '~/ui/forms/field';
import { TextArea } from '~/ui/forms/text-area';
import { InternalNote } from '~/ui/internal-note';
import { Panel } from '~/ui/panel';
import { exclusiveDetailsProps } from '~/ui/popover';
import { RelativeTime } from '~/ui/relative-time';
import { StatusBadge } from '~/ui/status-badge';
import { SubmitButton } from '~/ui/submit-button';

type Props = {
  messages: OpenedMessage[];
  /** What this person may write. */
  kinds: readonly MessageKind[];
  /** What was typed when the session ended. */
  kept: Record<string, string>;
  /** Changes when a message has arrived; the form is empty again then. */
  answered: number;
};

/** Messages, public notes and internal notes, and the forms that write them. */
export function Correspondence({ messages, kinds, kept, answered }: Props) {
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
        <Writer key={answered} kinds={kinds} kept={kept} />
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
      <InternalNote heading={t('conversation.internal_heading')} author={message.author} time={time}>
        {message.body}
      </InternalNote>
    );
  }
  return (
    <MessageBubble
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

/** Each kind has a form of its own, so that an internal note cannot go public by a wrong button. */
function Writer({ kinds, kept }: Pick<Props, 'kinds' | 'kept'>) {
  const { t } = useTranslation('orders');
  if (kinds.length === 1) return <MessageForm kind="message" kept={kept} />;
  const open = kinds.find((kind) => kind === kept.kind) ?? 'message';
  return (
    <div className="flex flex-col gap-2">
      {kinds.map((kind) => (
        <details
          key={kind}
          open={kind === open}
          {...exclusiveDetailsProps('writer')}
          className={kind === 'internal_note' ? 'internal-note' : undefined}
        >
          <summary className="disclosure">{t(`conversation.write.${kind}`)}</summary>
          <div className="pt-2">
            <MessageForm kind={kind} kept={kind === kept.kind ? kept : {}} />
          </div>
        </details>
      ))}
    </div>
  );
}

function MessageForm({ kind, kept }: { kind: MessageKind; kept: Record<string, string> }) {
  const { t } = useTranslation('orders');
  return (
    <Form method="post" className="flex flex-col gap-3">
      <input type="hidden" name="intent" value="message" />
      <input type="hidden" name="kind" value={kind} />
      <Field
        name="body"
        id={`body-${kind}`}
        label={t(`conversation.label.${kind}`)}
        help={t(`conversation.help.${kind}`)}
      >
        <TextArea rows={3} required defaultValue={kept.body} />
      </Field>
      <div>
        <SubmitButton variant={kind === 'message' ? 'primary' : 'secondary'}>
          {t(`conversation.send.${kind}`)}
        </SubmitButton>
      </div>
    </Form>
  );
}
