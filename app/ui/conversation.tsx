import type { ReactNode } from 'react';
import { cx } from './cx';

/** A thread of messages and notes, oldest first. As a log it announces what is added. */
export function Conversation({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div role="log" aria-label={label} className="flex flex-col gap-3">
      {children}
    </div>
  );
}

interface MessageBubbleProps {
  side: 'mine' | 'theirs';
  author: ReactNode;
  time: ReactNode;
  /** Text keeps its line breaks. */
  body: ReactNode;
  attachments?: ReactNode;
  /** Such as *New* on an unread message. */
  mark?: ReactNode;
  id?: string;
}

/** A public message. What is internal is an `InternalNote`. */
export function MessageBubble({ side, author, time, body, attachments, mark, id }: MessageBubbleProps) {
  return (
    <article id={id} className={cx('bubble', side === 'mine' && 'bubble-mine')}>
      <header className="mb-1 flex flex-wrap items-center gap-x-2 text-xs">
        <span className="font-medium">{author}</span>
        <span className="text-muted">{time}</span>
        {mark}
      </header>
      <div className="message-body">{body}</div>
      {attachments && <div className="mt-2 flex flex-wrap gap-2">{attachments}</div>}
    </article>
  );
}
