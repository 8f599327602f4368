import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { CHANNELS } from '~/domain/partners/rules';
import { ContactList, type ContactRow } from '~/parts/contact-list';
import { type FormResult, useTypedFields } from '~/parts/typed-fields';
import { Field } from '~/ui/forms/field';
import { RadioGroup } from '~/ui/forms/radio-group';
import { Select } from '~/ui/forms/select';
import { TextArea } from '~/ui/forms/text-area';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';

type Props = { contacts: ContactRow[]; kept: Record<string, string>; result: FormResult | null };

/** The tries to reach the customer, and the form that notes another one. */
export function Contacts({ contacts, kept, result }: Props) {
  const { t } = useTranslation(['partners', 'common']);
  const { typed, errors } = useTypedFields(result, kept);
  return (
    <Panel title={t('contacts.title')} id="contacts">
      {contacts.length === 0 ? (
        <p className="text-muted">{t('contacts.empty')}</p>
      ) : (
        <ContactList contacts={contacts} />
      )}
      <details className="mt-3" open={result !== null || contacts.length === 0}>
        <summary className="disclosure">{t('contacts.add')}</summary>
        {/* Emptied once the try is in the list. */}
        <Form key={contacts.length} method="post" noValidate className="mt-3 flex flex-col gap-4">
          <input type="hidden" name="intent" value="contact" />
          <Field name="channel" label={t('contacts.channel')} required errors={errors('channel')}>
            <div className="max-w-60">
              <Select
                defaultValue={typed('channel') || 'phone'}
                options={CHANNELS.map((value) => ({ value, label: t(`contacts.channels.${value}`) }))}
              />
            </div>
          </Field>
          <RadioGroup
            name="reached"
            label={t('contacts.reached')}
            required
            inline
            defaultValue={typed('reached')}
            errors={errors('reached')}
            options={[
              { value: 'yes', label: t('common:yes') },
              { value: 'no', label: t('common:no') },
            ]}
          />
          <Field
            name="note"
            label={t('contacts.note')}
            optionalLabel={t('common:optional')}
            help={t('contacts.note_help')}
            errors={errors('note')}
          >
            <TextArea rows={2} defaultValue={typed('note')} />
          </Field>
          <div>
            <SubmitButton variant="secondary">{t('contacts.save')}</SubmitButton>
          </div>
        </Form>
      </details>
    </Panel>
  );
}
