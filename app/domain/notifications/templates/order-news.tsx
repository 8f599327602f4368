import { Link, Text } from '@react-email/components';
import { z } from 'zod';
import type { Translate } from '~/platform/i18n/i18n';
import { NEWS, type NewsItem, newsItem, shownNews } from '../news';
import { MailButton } from './mail-button';
import { MailFrame, quietStyle, textStyle } from './mail-frame';
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
    const title = first ? t(`mails:news.kinds.${first.kind}.title`, wordsOf(first, data)) : '';
    return shown.length > 1
      ? t('mails:news.subject_with', { number: data.number, title, count: shown.length - 1 })
      : t('mails:news.subject', { number: data.number, title });
  },
  draw: (context, data) => {
    const { t, brand } = context;
    const { shown, first } = shownNews(data.items);
    const title =
      first && shown.length === 1 ? t(`mails:news.kinds.${first.kind}.title`, wordsOf(first, data)) : '';
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
  return (
    <>
      {headed && (
        <Text style={{ ...textStyle, fontWeight: 600, margin: '0 0 4px' }}>
          {t(`mails:news.kinds.${item.kind}.title`, wordsOf(item, data))}
        </Text>
      )}
      <Text style={{ ...textStyle, margin: '0 0 12px' }}>{textOf(t, item, data, locale)}</Text>
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

function wordsOf(item: NewsItem, data: NewsData) {
  return {
    device: data.device,
    location: data.location,
    author: item.author ?? '',
    name: item.name ?? '',
    quote: item.quote ?? '',
  };
}

function textOf(t: Translate, item: NewsItem, data: NewsData, locale: string): string {
  const date = item.validUntil
    ? new Date(item.validUntil).toLocaleDateString(locale === 'de' ? 'de-CH' : 'en-GB', {
        dateStyle: 'long',
        timeZone: data.timeZone,
      })
    : '';
  return t(`mails:news.kinds.${item.kind}.text`, { ...wordsOf(item, data), date });
}
