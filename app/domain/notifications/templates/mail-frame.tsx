import { Body, Container, Head, Heading, Hr, Html, Link, Preview, Text } from '@react-email/components';
import type { CSSProperties, ReactNode } from 'react';
import type { MailContext } from './template';

export type MailBrand = { name: string; accent: string; addressLines: string[] };

const FONT = "Inter, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

export const textStyle: CSSProperties = {
  fontSize: 15,
  lineHeight: '24px',
  margin: '0 0 16px',
  color: '#1c2024',
};
export const quietStyle: CSSProperties = { ...textStyle, fontSize: 13, lineHeight: '20px', color: '#60646c' };

type Props = {
  context: MailContext;
  /** The line that mailboxes show beside the subject. */
  preview: string;
  title: string;
  footer: string;
  /** Who gets it may choose not to. */
  optional?: boolean;
  children: ReactNode;
};

/** The operator's letterhead around every mail. */
export function MailFrame({ context, preview, title, footer, optional = false, children }: Props) {
  const { t, locale, brand, base, own } = context;
  return (
    <Html lang={locale}>
      <Head>
        <meta name="color-scheme" content="light" />
      </Head>
      <Preview>{own.intro || preview}</Preview>
      <Body style={{ backgroundColor: '#f6f7f8', margin: 0, padding: '24px 12px', fontFamily: FONT }}>
        <Container
          style={{
            maxWidth: 560,
            backgroundColor: '#ffffff',
            border: '1px solid #e2e4e8',
            borderTop: `4px solid ${brand.accent}`,
            borderRadius: 8,
            padding: '24px 28px',
          }}
        >
          <Text style={{ ...textStyle, fontWeight: 600, marginBottom: 20 }}>{brand.name}</Text>
          <Heading as="h1" style={{ fontSize: 20, lineHeight: '28px', margin: '0 0 16px', color: '#1c2024' }}>
            {own.title || title}
          </Heading>
          {children}
          {own.closing && <Paragraphs text={own.closing} />}
          <Hr style={{ borderColor: '#e2e4e8', margin: '24px 0 16px' }} />
          <Text style={{ ...quietStyle, margin: 0 }}>{footer}</Text>
          {optional && (
            <Text style={{ ...quietStyle, margin: '8px 0 0' }}>
              <Link
                href={`${base}/account/notifications`}
                style={{ color: '#60646c', textDecoration: 'underline' }}
              >
                {t('mails:choose')}
              </Link>
            </Text>
          )}
          {brand.addressLines.length > 0 && (
            <Text style={{ ...quietStyle, margin: '8px 0 0' }}>{brand.addressLines.join(' · ')}</Text>
          )}
        </Container>
      </Body>
    </Html>
  );
}

/** What a mail begins with: the operator's words, else the portal's. */
export function Intro({ context, children }: { context: MailContext; children: ReactNode }) {
  const { intro } = context.own;
  return intro ? <Paragraphs text={intro} /> : <Text style={textStyle}>{children}</Text>;
}

/** A text of a person, whose line breaks stay. */
export function Paragraphs({ text, style = textStyle }: { text: string; style?: CSSProperties }) {
  return <Text style={{ ...style, whiteSpace: 'pre-line', wordBreak: 'break-word' }}>{text}</Text>;
}
