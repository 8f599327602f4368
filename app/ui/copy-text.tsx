import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { cx } from './cx';
import { useHydrated } from './use-hydrated';

interface CopyTextProps {
  value: string;
  /** Such as *Copy order number*. */
  label: string;
  copiedLabel: string;
  /** Shows the button alone, where the value already stands beside it. */
  iconOnly?: boolean;
}

/** An identifier in tabular figures; a press copies it. Without script it is plain text. */
export function CopyText({ value, label, copiedLabel, iconOnly = false }: CopyTextProps) {
  const hydrated = useHydrated();
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);

  const text = iconOnly ? null : <span className="tabular">{value}</span>;
  if (!hydrated) return text;

  const Icon = copied ? Check : Copy;
  return (
    <button
      type="button"
      title={label}
      aria-label={iconOnly ? `${label}: ${value}` : `${value}, ${label}`}
      className="-mx-1 inline-flex items-center gap-1.5 rounded-sm px-1 text-left hover:bg-sunken"
      onClick={() =>
        navigator.clipboard?.writeText(value).then(
          () => setCopied(true),
          () => setCopied(false),
        )
      }
    >
      {text}
      <Icon
        size={14}
        aria-hidden="true"
        className={cx('copy-icon flex-none', copied ? 'text-success-text' : 'text-muted')}
      />
      <span aria-live="polite" className="sr-only">
        {copied ? copiedLabel : ''}
      </span>
    </button>
  );
}
