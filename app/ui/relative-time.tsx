interface RelativeTimeProps {
  /** The moment in UTC, ISO 8601. */
  iso: string;
  /** Such as *2 hours ago*. */
  relative: string;
  /** Date and time in full, in the reader's language. */
  exact: string;
}

/** How long ago, with the exact moment on hover. What the server wrote stays, though time went on since. */
export function RelativeTime({ iso, relative, exact }: RelativeTimeProps) {
  return (
    <time dateTime={iso} title={exact} className="whitespace-nowrap" suppressHydrationWarning>
      {relative}
    </time>
  );
}
