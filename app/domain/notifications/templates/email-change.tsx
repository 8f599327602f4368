import { Text } from '@react-email/components';
import { z } from 'zod';
import type { Db } from '~/platform/db.server';
import { renewEmailChange } from '../../companies/change-email.server';
import { mailLocale } from '../recipients.server';
import { MailButton } from './mail-button';
import { Intro, MailFrame, quietStyle, textStyle } from './mail-frame';
import { defineTemplate, type TemplateTexts, type ToldEvent } from './template';

const eventData = z.object({
  personId: z.number(),
  changes: z.object({ email: z.object({ from: z.string(), to: z.string() }) }),
});

const changeData = z.object({ personId: z.number(), name: z.string(), from: z.string(), to: z.string() });

/** The words of a mail about a change of address, under this key of the namespace `mails`. */
const textsOf = (key: string): TemplateTexts<z.infer<typeof changeData>> => ({
  cases: [''],
  caseOf: () => '',
  keys: () => ({ subject: `${key}.subject`, intro: `${key}.text` }),
  values: ({ name, from, to }) => ({ name, from, to }),
  sample: () => ({
    personId: 0,
    name: 'Petra Muster',
    from: 'p.muster@example.com',
    to: 'petra@example.com',
  }),
});

/** Asks the new address of a person whether it is theirs. */
export const emailChange = defineTemplate({
  data: changeData,
  subject: (t) => t('mails:email_change.subject'),
  texts: textsOf('email_change'),
  secret: (tx, { personId, to }) => renewEmailChange(tx, personId, to),
  draw: (context, { name, from, to }, token) => {
    const { t, brand } = context;
    return (
      <MailFrame
        context={context}
        preview={t('mails:email_change.preview')}
        title={t('mails:email_change.subject')}
        footer={t('mails:email_change.footer', { brand: brand.name })}
      >
        <Text style={textStyle}>{t('mails:greeting', { name })}</Text>
        <Intro context={context}>{t('mails:email_change.text', { from, to, brand: brand.name })}</Intro>
        <MailButton context={context} path={`/confirm-email/${token}`} label={t('mails:email_change.open')} />
        <Text style={quietStyle}>{t('mails:email_change.ignore')}</Text>
      </MailFrame>
    );
  },
  letters: (tx, event) => aboutChange(tx, event, 'to'),
});

/** Tells the old address of a person that it is to be another one. */
export const emailChangeNotice = defineTemplate({
  data: changeData,
  subject: (t) => t('mails:email_change_notice.subject'),
  texts: textsOf('email_change_notice'),
  draw: (context, { name, to }) => {
    const { t, brand } = context;
    const operator = brand.addressLines.find((line) => line.includes('@')) ?? brand.name;
    return (
      <MailFrame
        context={context}
        preview={t('mails:email_change_notice.text', { to, brand: brand.name })}
        title={t('mails:email_change_notice.subject')}
        footer={t('mails:email_change_notice.footer', { brand: brand.name })}
      >
        <Text style={textStyle}>{t('mails:greeting', { name })}</Text>
        <Intro context={context}>{t('mails:email_change_notice.text', { to, brand: brand.name })}</Intro>
        <Text style={quietStyle}>{t('mails:email_change_notice.ignore', { operator })}</Text>
      </MailFrame>
    );
  },
  letters: (tx, event) => aboutChange(tx, event, 'from'),
});

/** One letter about a change of address, to the old one or the new one. */
async function aboutChange(tx: Db, { data }: ToldEvent, to: 'from' | 'to') {
  const { personId, changes } = eventData.parse(data);
  const { email } = changes;
  const person = await tx.user.findUnique({ where: { id: personId }, include: { company: true } });
  if (!person || person.erasedAt) return [];
  return [
    {
      recipient: email[to],
      locale: mailLocale(person.locale, person.company?.locale),
      data: { personId, name: person.name, ...email },
    },
  ];
}
