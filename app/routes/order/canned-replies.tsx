import { useSearchParams } from '@remix-run/react';
import { Quote } from 'lucide-react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfferedReplies } from '~/domain/messages/canned-replies.server';
import { Button } from '~/ui/button';
import { Field } from '~/ui/forms/field';
import { Select } from '~/ui/forms/select';

type Props = {
  offered: OfferedReplies;
  /** Takes the text into the message that is being written. */
  onInsert: (text: string) => void;
};

/** Chooses a canned reply for the message below. Without script the page comes back with the reply in the message. */
export function CannedReplies({ offered, onInsert }: Props) {
  const { t } = useTranslation('orders');
  const chosen = useChosenReply(offered);
  if (offered.replies.length === 0) return null;
  const insert = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const id = Number(new FormData(event.currentTarget).get('canned'));
    const reply = offered.replies.find((one) => one.id === id);
    if (reply) onInsert(reply.text);
  };
  return (
    <form method="get" action="#reply" onSubmit={insert} className="mb-3 flex flex-wrap items-end gap-2">
      <div className="min-w-0 flex-1 basis-52">
        <Field
          name="canned"
          label={t('conversation.canned', { language: t(`conversation.languages.${offered.locale}`) })}
        >
          <Select
            defaultValue={chosen ? String(chosen.id) : ''}
            placeholder={t('conversation.canned_choose')}
            options={offered.replies.map(({ id, name }) => ({ value: String(id), label: name }))}
          />
        </Field>
      </div>
      <Button type="submit" icon={<Quote size={16} aria-hidden />}>
        {t('conversation.canned_insert')}
      </Button>
    </form>
  );
}

/** The reply that the address names. */
export function useChosenReply({ replies }: OfferedReplies): OfferedReplies['replies'][number] | undefined {
  const [query] = useSearchParams();
  const id = Number(query.get('canned'));
  return replies.find((reply) => reply.id === id);
}
