import { Button, Link, Text } from '@react-email/components';
import { quietStyle } from './mail-frame';

type Props = { href: string; label: string; color: string; onColor: string; fallback: string };

/** The one thing to do, with its address in full for programs that show no buttons. */
export function MailButton({ href, label, color, onColor, fallback }: Props) {
  return (
    <>
      <Button
        href={href}
        style={{
          backgroundColor: color,
          color: onColor,
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
        {fallback}
        <br />
        <Link href={href} style={{ color: '#1c2024', wordBreak: 'break-all' }}>
          {href}
        </Link>
      </Text>
    </>
  );
}
