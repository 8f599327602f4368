import { Text } from '@react-email/components';
import { z } from 'zod';
import type { Db } from '~/platform/db.server';
import type { Locale } from '~/platform/i18n/locale';
import { ACCOUNT_NEWS } from '../../auth/account-event.server';
import { mailLocale } from '../recipients.server';
import { MailButton } from './mail-button';
import { Intro, MailFrame, quietStyle, textStyle } from './mail-frame';
import { defineTemplate, type ToldEvent } from './template';

/** The words of each kind of news, by what follows the dot of its event. */
const KINDS = ACCOUNT_NEWS.map((type) => type.slice('account.'.length)) as KindOf<
  (typeof ACCOUNT_NEWS)[number]
>[];
type KindOf<Type> = Type extends `account.${infer Kind}` ? Kind : never;

/** `at` in UTC; place and thing are empty where they are not known. */
const newsData = z.object({
  kind: z.enum(KINDS),
  name: z.string(),
  at: z.string(),
  timeZone: z.string(),
  browser: z.string(),
  system: z.string(),
  address: z.string(),
  thing: z.string(),
});

/** Tells a person what happened to how they sign in, so that they notice when it was not them. Nobody can refuse it. */
export const accountNews = defineTemplate({
  data: newsData,
  subject: (t, { kind }) => t(`mails:account_news.${kind}.title`),
  texts: {
    cases: KINDS,
    caseOf: ({ kind }) => kind,
    keys: (ofCase) => ({ subject: `account_news.${ofCase}.title`, intro: `account_news.${ofCase}.text` }),
    values: ({ name, ...news }, locale) => ({ name, ...factsOf(news, locale) }),
    sample: (ofCase) => ({
      ...{ kind: KINDS.find((kind) => kind === ofCase) ?? 'new_browser', name: 'Petra Muster' },
      ...{ at: '2026-03-02T08:15:00Z', timeZone: 'Europe/Zurich', browser: 'Firefox', system: 'Windows' },
      ...{ address: '203.0.113.7', thing: THINGS[ofCase] ?? '' },
    }),
  },
  draw: (context, { kind, name, ...news }) => {
    const { t, locale, brand } = context;
    const { when, thing, browser, address } = factsOf(news, locale);
    const facts = [
      ['when', when],
      ['thing', thing],
      ['browser', browser],
      ['address', address],
    ] as const;
    return (
      <MailFrame
        context={context}
        preview={t(`mails:account_news.${kind}.text`)}
        title={t(`mails:account_news.${kind}.title`)}
        footer={t('mails:account_news.footer', { brand: brand.name })}
      >
        <Text style={textStyle}>{t('mails:greeting', { name })}</Text>
        <Intro context={context}>{t(`mails:account_news.${kind}.text`)}</Intro>
        {facts.map(
          ([fact, value]) =>
            value && (
              <Text key={fact} style={{ ...textStyle, margin: '0 0 2px' }}>
                {t(`mails:account_news.${fact === 'thing' ? thingOf(kind) : fact}`, { value })}
              </Text>
            ),
        )}
        <Text style={{ ...textStyle, marginTop: 16 }}>{t('mails:account_news.not_you')}</Text>
        <MailButton context={context} path="/account/security" label={t('mails:account_news.open')} />
        <Text style={quietStyle}>{t('mails:account_news.was_you')}</Text>
      </MailFrame>
    );
  },
  letters: tellOfNews,
});

/** What `thing` is. */
const thingOf = (kind: (typeof KINDS)[number]) => (kind === 'identity_linked' ? 'provider' : 'passkey');

/** What the news of an example are about. */
const THINGS: Record<string, string> = {
  passkey_added: 'YubiKey 5',
  passkey_removed: 'YubiKey 5',
  identity_linked: 'https://login.example.com',
};

/** What there is to tell of the news, in words; a fact that is not known is empty. */
function factsOf(
  { at, timeZone, browser, system, address, thing }: Omit<z.infer<typeof newsData>, 'kind' | 'name'>,
  locale: Locale,
) {
  const format = new Intl.DateTimeFormat(locale === 'de' ? 'de-CH' : 'en-GB', {
    ...{ dateStyle: 'long', timeStyle: 'short', timeZone },
  });
  return {
    when: `${format.format(new Date(at))} (${timeZone})`,
    thing,
    browser: [browser, system].filter(Boolean).join(' · '),
    address,
  };
}

const told = z.object({
  userId: z.number(),
  browser: z.string().default(''),
  system: z.string().default(''),
  address: z.string().default(''),
  /** Which passkey, which provider. */
  name: z.string().default(''),
  issuer: z.string().default(''),
});

/** To the person, as long as they may sign in. */
async function tellOfNews(tx: Db, { type, at, data }: ToldEvent) {
  const kind = KINDS.find((known) => type === `account.${known}`);
  const news = told.safeParse(data);
  if (!kind || !news.success) return [];
  const { userId, name: passkey, issuer, ...place } = news.data;
  const user = await tx.user.findFirst({
    where: { id: userId, active: true },
    include: { company: true },
  });
  if (!user) return [];
  const location = await tx.location.findFirst({
    ...{ where: { active: true }, orderBy: { id: 'asc' }, select: { timeZone: true } },
  });
  const { name, email: recipient, locale, company } = user;
  const facts = { at: at.toISOString(), timeZone: location?.timeZone ?? 'UTC', thing: passkey || issuer };
  return [
    {
      recipient,
      locale: mailLocale(locale, company?.locale),
      data: { kind, name, ...facts, ...place },
    },
  ];
}
