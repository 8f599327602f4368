import { Form } from '@remix-run/react';
import { KeyRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button, ButtonLink } from '~/ui/button';
import { useFormat } from '~/ui/format';
import { Field } from '~/ui/forms/field';
import { TextInput } from '~/ui/forms/text-input';
import { Panel } from '~/ui/panel';

type Passkey = { id: number; name: string; createdAt: string; lastUsedAt: string | null };

/** The person's passkeys: add, name, remove. */
export function PasskeyPanel({ passkeys }: { passkeys: Passkey[] }) {
  const { t } = useTranslation('security');
  return (
    <Panel title={t('passkey.title')}>
      <p className="text-soft">{t('passkey.about')}</p>
      {passkeys.length > 0 && (
        <ul className="mt-4 divide-y divide-line border-y border-line">
          {passkeys.map((passkey) => (
            <PasskeyItem key={passkey.id} {...passkey} />
          ))}
        </ul>
      )}
      <div className="mt-4">
        <ButtonLink to="/account/security/passkey" icon={<KeyRound size={16} aria-hidden />}>
          {t('passkey.add')}
        </ButtonLink>
      </div>
    </Panel>
  );
}

function PasskeyItem({ id, name, createdAt, lastUsedAt }: Passkey) {
  const { t } = useTranslation('security');
  const format = useFormat();
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 flex-1">
        <p className="font-medium wrap-anywhere">{name}</p>
        <p className="text-muted">
          {t('passkey.since', { day: format.date(createdAt) })}
          {' · '}
          {lastUsedAt
            ? t('passkey.last_used', { day: format.dateTime(lastUsedAt) })
            : t('passkey.never_used')}
        </p>
        <details className="mt-1">
          <summary className="cursor-pointer text-accent-text">{t('passkey.rename')}</summary>
          <Form method="post" className="mt-2 flex flex-wrap items-end gap-2">
            <input type="hidden" name="id" value={id} />
            <Field id={`name-${id}`} name="name" label={t('passkey.name')} required>
              <TextInput key={name} defaultValue={name} maxLength={60} autoComplete="off" required />
            </Field>
            <Button type="submit" name="intent" value="rename-passkey">
              {t('passkey.save')}
            </Button>
          </Form>
        </details>
      </div>
      <Form method="post">
        <input type="hidden" name="id" value={id} />
        <Button
          type="submit"
          name="intent"
          value="remove-passkey"
          size="small"
          aria-label={t('passkey.remove_one', { name })}
        >
          {t('passkey.remove')}
        </Button>
      </Form>
    </li>
  );
}
