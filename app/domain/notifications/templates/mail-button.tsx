import { Button, Link, Text } from '@react-email/components';
import { quietStyle } from './mail-frame';
import type { MailContext } from './template';

/** `path` in the portal, with its slash. */
type Props = { context: MailContext; path: string; label: string };

/** The one thing to do, with its address in full for programs that show no buttons. */
export function MailButton({ context, path, label }: Props) {
  const href = context.base + path;
  return (
    <>
      <Button
        href={href}
        style={{
          backgroundColor: context.brand.accent,
          color: context.onAccent,
          borderRadius: 8,
          fontSize: 15,
          fontWeight: 600,
          padding: '11px 18px',
          margin: '4px 0 20px',
        }}
      >
        {label}
      </Button>
      <Text style={quietStyle}>
        {context.t('mails:fallback')}
        <br />
        <Link href={href} style={{ color: '#1c2024', wordBreak: 'break-all' }}>
          {href}
        </Link>
      </Text>
    </>
  );
}
