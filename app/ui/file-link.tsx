import { Link } from '@remix-run/react';
import { Paperclip } from 'lucide-react';
import type { ReactNode } from 'react';

interface FileLinkProps {
  to: string;
  name: string;
  /** Such as its size. */
  note?: ReactNode;
  icon?: ReactNode;
}

/** A file to download. */
export function FileLink({ to, name, note, icon }: FileLinkProps) {
  return (
    <Link
      to={to}
      reloadDocument
      className="inline-flex max-w-full items-center gap-2 rounded-md border border-line bg-surface px-2.5 py-1.5 hover:border-control pointer-coarse:py-2.5"
    >
      {icon ?? <Paperclip size={14} aria-hidden="true" className="flex-none text-muted" />}
      <span className="truncate">{name}</span>
      {note && <span className="tabular flex-none text-xs text-muted">{note}</span>}
    </Link>
  );
}
