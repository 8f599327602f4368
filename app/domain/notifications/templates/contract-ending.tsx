import { Text } from '@react-email/components';
import { z } from 'zod';
import { MailButton } from './mail-button';
import { Intro, MailFrame, textStyle } from './mail-frame';
import { dayWords } from './offer-words';
import { defineTemplate } from './template';

/** Tells a customer that a contract ends soon, by itself or after notice. */
export const contractEnding = defineTemplate({
  data: z.object({
    contract: z.string(),
    plan: z.string(),
    devices: z.number(),
    /** Its last day, `YYYY-MM-DD`. */
    endsOn: z.string(),
  }),
  subject: (t, { contract }) => t('mails:contract_ending.subject', { contract }),
  texts: {
    cases: [''],
    caseOf: () => '',
    keys: () => ({ subject: 'contract_ending.subject', intro: 'contract_ending.text' }),
    values: ({ contract, plan, devices, endsOn }, locale) => ({
      ...{ contract, plan, count: String(devices) },
      day: dayWords(locale, `${endsOn}T12:00:00Z`, 'UTC'),
    }),
    sample: () => ({ contract: 'CO-2026-000042', plan: 'Care Plus', devices: 12, endsOn: '2027-01-31' }),
  },
  draw: (context, { contract, plan, devices, endsOn }) => {
    const { t, brand, locale } = context;
    const day = dayWords(locale, `${endsOn}T12:00:00Z`, 'UTC');
    const text = t('mails:contract_ending.text', { count: devices, contract, plan, day });
    return (
      <MailFrame
        context={context}
        preview={text}
        title={t('mails:contract_ending.subject', { contract })}
        footer={t('mails:contract_ending.footer', { brand: brand.name, contract })}
      >
        <Intro context={context}>{text}</Intro>
        <Text style={textStyle}>{t('mails:contract_ending.next')}</Text>
        <MailButton
          context={context}
          path={`/contracts/${encodeURIComponent(contract)}`}
          label={t('mails:contract_ending.open')}
        />
      </MailFrame>
    );
  },
});
