import { useTranslation } from 'react-i18next';
import { MAIL_STANDINGS, type MailFilter } from '~/domain/notifications/rules';
import { FilterBar, FilterChip } from '~/ui/filter-bar';
import { Field } from '~/ui/forms/field';
import { Select } from '~/ui/forms/select';
import { TextInput } from '~/ui/forms/text-input';
import { filterParams, mailboxPath } from './filter';

/** What the mailbox is filtered by: where a mail stands, to whom it went, and which order it is about. */
export function MailboxFilters({ filter }: { filter: MailFilter }) {
  const { t } = useTranslation('admin');
  const chip = (name: 'state' | 'recipient' | 'order', off: Partial<MailFilter>) => ({
    label: t(`mailbox.${name}`),
    clear: { to: mailboxPath({ ...filter, ...off }), label: t(`mailbox.clear.${name}`) },
    action: '/admin/mailbox',
    keep: filterParams({ ...filter, ...off }),
    applyLabel: t('mailbox.apply'),
  });
  const states = MAIL_STANDINGS.map((state) => ({ value: state, label: t(`mailbox.states.${state}`) }));
  return (
    <div className="mb-4">
      <FilterBar label={t('mailbox.filters')}>
        <FilterChip
          {...chip('state', { state: null })}
          value={filter.state ? t(`mailbox.states.${filter.state}`) : undefined}
        >
          <Field name="state" label={t('mailbox.state')}>
            <Select options={states} placeholder={t('mailbox.any_state')} defaultValue={filter.state ?? ''} />
          </Field>
        </FilterChip>
        <FilterChip {...chip('recipient', { recipient: '' })} value={filter.recipient || undefined}>
          <Field name="recipient" label={t('mailbox.recipient_part')}>
            <TextInput defaultValue={filter.recipient} autoComplete="off" spellCheck={false} />
          </Field>
        </FilterChip>
        <FilterChip {...chip('order', { order: '' })} value={filter.order || undefined}>
          <Field name="order" label={t('mailbox.order_number')}>
            <TextInput defaultValue={filter.order} autoComplete="off" spellCheck={false} />
          </Field>
        </FilterChip>
      </FilterBar>
    </div>
  );
}
