import { Link, Text } from '@react-email/components';
import { z } from 'zod';
import type { Translate } from '~/platform/i18n/i18n';
import { NEWS, NEWS_KINDS, type NewsItem, newsItem, shownNews } from '../news';
import { MailButton } from './mail-button';
import { MailFrame, Paragraphs, quietStyle, textStyle } from './mail-frame';
import { defineTemplate, type MailContext } from './template';

const newsData = z.object({
  number: z.string(),
  device: z.string(),
  /** What tells the order from others: identifier, customer, references. */
  about: z.array(z.string()),
  location: z.string(),
  /** The service location's time zone, IANA. */
  timeZone: z.string(),
  items: z.array(newsItem),
});
export type NewsData = z.infer<typeof newsData>;

/** Tells what happened to an order within a few minutes. */
export const orderNews = defineTemplate({
  data: newsData,
  subject: (t, data) => {
    const { shown, first } = shownNews(data.items);
    const title = first ? t(`mails:news.kinds.${first.kind}.title`, wordsOf(first, data, 'en')) : '';
    return shown.length > 1
      ? t('mails:news.subject_with', { number: data.number, title, count: shown.length - 1 })
      : t('mails:news.subject', { number: data.number, title });
  },
  texts: {
    cases: NEWS_KINDS,
    caseOf: ({ items }) => shownNews(items).first?.kind ?? '',
    keys: (kind) => ({
      before: '{{number}}: ',
      subject: `news.kinds.${kind}.title`,
      intro: `news.kinds.${kind}.text`,
    }),
    values: (data, locale) => {
      const { first } = shownNews(data.items);
      return { number: data.number, ...wordsOf(first, data, locale) };
    },
    more: (t, { items }) => {
      const others = shownNews(items).shown.length - 1;
      return others > 0 ? t('mails:news.more', { count: others }) : '';
    },
    sample: sampleNews,
  },
  draw: (context, data) => {
    const { t, brand } = context;
    const { shown, first } = shownNews(data.items);
    const title =
      first && shown.length === 1
        ? t(`mails:news.kinds.${first.kind}.title`, wordsOf(first, data, 'en'))
        : '';
    return (
      <MailFrame
        context={context}
        preview={first ? textOf(t, first, data, context.locale) : ''}
        title={title || t('mails:news.title', { number: data.number })}
        footer={t('mails:news.footer', { brand: brand.name, number: data.number })}
        optional
      >
        <Text style={quietStyle}>
          {[data.number, data.device, ...data.about].filter(Boolean).join(' · ')}
        </Text>
        {shown.map((item) => (
          <Item
            key={item.event}
            context={context}
            data={data}
            item={item}
            headed={shown.length > 1}
            linked={first !== undefined && pathOf(item, data) !== pathOf(first, data)}
          />
        ))}
        {first && (
          <MailButton
            context={context}
            path={pathOf(first, data)}
            label={t(`mails:news.open.${NEWS[first.kind].opens}`)}
          />
        )}
      </MailFrame>
    );
  },
});

type ItemProps = { context: MailContext; data: NewsData; item: NewsItem; headed: boolean; linked: boolean };

function Item({ context, data, item, headed, linked }: ItemProps) {
  const { t, locale, base } = context;
  const said = item.body ?? item.reason;
  const values = { number: data.number, ...wordsOf(item, data, locale) };
  const text = context.ownIntro(item.kind, values) || textOf(t, item, data, locale);
  return (
    <>
      {headed && (
        <Text style={{ ...textStyle, fontWeight: 600, margin: '0 0 4px' }}>
          {t(`mails:news.kinds.${item.kind}.title`, wordsOf(item, data, locale))}
        </Text>
      )}
      <Paragraphs text={text} style={{ ...textStyle, margin: '0 0 12px' }} />
      {said && (
        <Text
          style={{
            ...textStyle,
            borderLeft: '3px solid #e2e4e8',
            padding: '0 0 0 12px',
            whiteSpace: 'pre-line',
            wordBreak: 'break-word',
          }}
        >
          {said}
        </Text>
      )}
      {item.tracking && (
        <Text style={textStyle}>{t('mails:news.tracking', { tracking: item.tracking })}</Text>
      )}
      {linked && (
        <Text style={{ ...textStyle, margin: '0 0 20px' }}>
          <Link href={base + pathOf(item, data)} style={{ color: '#1c2024', textDecoration: 'underline' }}>
            {t(`mails:news.open.${NEWS[item.kind].opens}`)}
          </Link>
        </Text>
      )}
    </>
  );
}

function pathOf(item: NewsItem, { number }: NewsData): string {
  const { opens } = NEWS[item.kind];
  if (opens === 'quote' && item.quote) return `/quotes/${encodeURIComponent(item.quote)}`;
  return `/orders/${encodeURIComponent(number)}${opens === 'reply' ? '?reply' : ''}`;
}

/** What the words of an item may name; `date` is the last day of its quote. */
function wordsOf(item: NewsItem | undefined, data: NewsData, locale: string) {
  const last = item?.validUntil;
  return {
    device: data.device,
    location: data.location,
    author: item?.author ?? '',
    name: item?.name ?? '',
    quote: item?.quote ?? '',
    date: last
      ? new Date(last).toLocaleDateString(locale === 'de' ? 'de-CH' : 'en-GB', {
          dateStyle: 'long',
          timeZone: data.timeZone,
        })
      : '',
  };
}

function textOf(t: Translate, item: NewsItem, data: NewsData, locale: string): string {
  return t(`mails:news.kinds.${item.kind}.text`, wordsOf(item, data, locale));
}

function sampleNews(ofCase: string): NewsData {
  const kind = NEWS_KINDS.find((known) => known === ofCase) ?? 'received';
  const said = kind === 'message' || kind === 'public_note';
  return {
    ...{ number: 'RO-2026-000123', device: 'Fairphone 5', about: ['356938035643809', 'PO-4711'] },
    ...{ location: 'Zürich', timeZone: 'Europe/Zurich' },
    items: [
      {
        ...{ event: '1', kind, at: '2027-01-15T09:00:00Z', name: 'Petra Muster', author: 'Rita Beispiel' },
        ...(said && { body: '…' }),
        ...(NEWS[kind].opens === 'quote' && { quote: 'Q-2026-000009', validUntil: '2027-01-31T12:00:00Z' }),
        ...(kind.startsWith('returned') && { tracking: '99.00.123456.78901234' }),
      },
    ],
  };
}
