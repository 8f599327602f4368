import { Form, useActionData, useNavigation } from '@remix-run/react';
import { Eye, Lock } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { MESSAGE_FIELDS, type MessageKind } from '~/domain/messages/rules';
import { cx } from '~/ui/cx';
import { Field } from '~/ui/forms/field';
import { TextArea } from '~/ui/forms/text-area';
import { exclusiveDetailsProps } from '~/ui/popover';
import { SubmitButton } from '~/ui/submit-button';

type Props = {
  /** What this person may write. */
  kinds: readonly MessageKind[];
  /** What was typed when the session ended. */
  kept: Record<string, string>;
};

/**
 * Each kind has a form of its own, with an intent and a field that no other has, so that an internal note cannot go public
 * by a wrong button.
 */
export function ConversationForms({ kinds, kept }: Props) {
  const { t } = useTranslation('orders');
  if (kinds.length === 1) return <MessageForm kind="message" kept={kept} />;
  const open = kinds.find((kind) => kind === kept.intent) ?? 'message';
  return (
    <div className="flex flex-col gap-3">
      {kinds.map((kind) => (
        <details
          key={kind}
          open={kind === open}
          {...exclusiveDetailsProps('writer')}
          className={kind === 'internal_note' ? 'internal-note' : 'public-writer'}
        >
          <summary className="disclosure">
            <Reach kind={kind} />
            {t(`conversation.write.${kind}`)}
          </summary>
          <div className="pt-2">
            <MessageForm kind={kind} kept={kind === kept.intent ? kept : {}} />
          </div>
        </details>
      ))}
    </div>
  );
}

/** Whom it reaches, as a sign beside the words that say so. */
function Reach({ kind }: { kind: MessageKind }) {
  const Icon = kind === 'internal_note' ? Lock : Eye;
  return (
    <Icon
      size={14}
      aria-hidden="true"
      className={kind === 'internal_note' ? 'text-note-text' : 'text-accent-text'}
    />
  );
}

function MessageForm({ kind, kept }: { kind: MessageKind; kept: Record<string, string> }) {
  const { t } = useTranslation('orders');
  const form = useEmptiedForm(kind);
  const field = MESSAGE_FIELDS[kind];
  return (
    <Form method="post" ref={form} className="flex flex-col gap-3">
      <input type="hidden" name="intent" value={kind} />
      <Field
        name={field}
        id={`text-${kind}`}
        label={t(`conversation.label.${kind}`)}
        help={t(`conversation.help.${kind}`)}
      >
        <TextArea rows={3} required maxLength={10_000} defaultValue={kept[field]} />
      </Field>
      <div>
        <SubmitButton
          variant={kind === 'message' ? 'primary' : 'secondary'}
          className={cx(kind === 'internal_note' && 'note-button')}
        >
          {t(`conversation.send.${kind}`)}
        </SubmitButton>
      </div>
    </Form>
  );
}

/** A form that is empty again once what it sent was taken; what others send, or a message that arrives, leaves it alone. */
function useEmptiedForm(intent: string) {
  const form = useRef<HTMLFormElement>(null);
  const sent = useRef<FormData | null>(null);
  const { state, formData } = useNavigation();
  const refused = useActionData() !== undefined;
  useEffect(() => {
    if (formData?.get('intent') === intent) sent.current = formData;
    if (state !== 'idle' || !sent.current) return;
    const field = form.current?.querySelector('textarea');
    // What was typed since is not lost.
    if (field && !refused && field.value === sent.current.get(field.name)) field.value = '';
    sent.current = null;
  }, [state, formData, intent, refused]);
  return form;
}
