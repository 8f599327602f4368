import { Form, useActionData, useLocation, useNavigation } from '@remix-run/react';
import { Eye, Lock } from 'lucide-react';
import { type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfferedReplies } from '~/domain/messages/canned-replies.server';
import { MESSAGE_FIELDS, type MessageKind } from '~/domain/messages/rules';
import { Field } from '~/ui/forms/field';
import { TextArea } from '~/ui/forms/text-area';
import { exclusiveDetailsProps } from '~/ui/popover';
import { SubmitButton } from '~/ui/submit-button';
import { CannedReplies, useChosenReply } from './canned-replies';

type Props = {
  /** What this person may write. */
  kinds: readonly MessageKind[];
  /** What was typed when the session ended. */
  kept: Record<string, string>;
  offered: OfferedReplies;
};

/**
 * Each kind has a form of its own, with an intent and a field that no other has, so that an internal note cannot go public
 * by a wrong button.
 */
export function ConversationForms({ kinds, kept, offered }: Props) {
  const { t } = useTranslation('orders');
  if (kinds.length === 1) return <Reply kept={kept} offered={offered} />;
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
            {kind === 'internal_note' ? (
              <Lock size={14} aria-hidden className="shrink-0 text-note-text" />
            ) : (
              <Eye size={14} aria-hidden className="shrink-0 text-accent-text" />
            )}
            <span>{t(`conversation.write.${kind}`)}</span>
            <span className="ml-auto text-right text-xs font-normal text-soft">
              {t(`conversation.reach.${kind === 'internal_note' ? 'internal' : 'public'}`)}
            </span>
          </summary>
          <div className="pt-2">
            {kind === 'message' ? (
              <Reply kept={kept} offered={offered} />
            ) : (
              <MessageForm
                kind={kind}
                typed={kept.intent === kind ? kept[MESSAGE_FIELDS[kind]] : undefined}
              />
            )}
          </div>
        </details>
      ))}
    </div>
  );
}

/** The form of a message, to which links in mails lead (`?reply`, `#reply`), with the canned replies for it. */
function Reply({ kept, offered }: Omit<Props, 'kinds'>) {
  const place = useRef<HTMLDivElement>(null);
  const chosen = useChosenReply(offered);
  const wanted = useReplyWanted(place);
  const insert = (text: string) => {
    const field = place.current?.querySelector('textarea');
    if (!field) return;
    field.focus();
    field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
  };
  return (
    <div id="reply" ref={place} className="scroll-mt-24">
      <CannedReplies offered={offered} onInsert={insert} />
      <MessageForm
        key={chosen?.id}
        kind="message"
        typed={chosen?.text ?? (kept.intent === 'message' ? kept[MESSAGE_FIELDS.message] : undefined)}
        autoFocus={wanted}
      />
    </div>
  );
}

type MessageFormProps = { kind: MessageKind; typed: string | undefined; autoFocus?: boolean };

function MessageForm({ kind, typed, autoFocus }: MessageFormProps) {
  const { t } = useTranslation('orders');
  const form = useEmptiedForm(kind);
  return (
    <Form method="post" ref={form} className="flex flex-col gap-3">
      <input type="hidden" name="intent" value={kind} />
      <Field
        name={MESSAGE_FIELDS[kind]}
        id={`text-${kind}`}
        label={t(`conversation.label.${kind}`)}
        help={t(`conversation.help.${kind}`)}
      >
        <TextArea rows={3} required maxLength={10_000} defaultValue={typed} autoFocus={autoFocus} />
      </Field>
      <div className={kind === 'internal_note' ? 'note-send' : undefined}>
        <SubmitButton variant={kind === 'message' ? 'primary' : 'secondary'}>
          {t(`conversation.send.${kind}`)}
        </SubmitButton>
      </div>
    </Form>
  );
}

/** Whether the address asks for an answer; the field is focused then, also when the page is open already. */
function useReplyWanted(place: RefObject<HTMLElement>): boolean {
  const { search, hash, key } = useLocation();
  const wanted = new URLSearchParams(search).has('reply') || hash === '#reply';
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time the address is gone to
  useEffect(() => {
    if (wanted) place.current?.querySelector('textarea')?.focus();
  }, [wanted, key, place]);
  return wanted;
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
