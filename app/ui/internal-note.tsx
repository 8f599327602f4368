import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';

interface InternalNoteProps {
  /** The words that say so, such as *Internal note: customers never see it*. */
  heading: string;
  author?: ReactNode;
  time?: ReactNode;
  /** Text, which keeps its line breaks, or the form that writes a note. */
  children: ReactNode;
  attachments?: ReactNode;
  id?: string;
}

/** What only staff may read: striped, amber, with a lock and the word. Nothing public looks like it. */
export function InternalNote({ heading, author, time, children, attachments, id }: InternalNoteProps) {
  return (
    <article id={id} className="internal-note">
      <header className="mb-1 flex flex-wrap items-center gap-x-2 text-xs">
        <span className="inline-flex items-center gap-1.5 font-semibold text-note-text">
          <Lock size={14} aria-hidden="true" />
          {heading}
        </span>
        {author && <span className="font-medium">{author}</span>}
        {time && <span className="text-soft">{time}</span>}
      </header>
      {typeof children === 'string' ? <p className="message-body">{children}</p> : children}
      {attachments && <div className="mt-2 flex flex-wrap gap-2">{attachments}</div>}
    </article>
  );
}
