import type { ReactNode } from 'react';

interface ErrorStateProps {
  title: string;
  /** What happened and what to do next. */
  text: ReactNode;
  /** Such as the request id. */
  reference?: ReactNode;
  action?: ReactNode;
}

/** A page that could not be shown. */
export function ErrorState({ title, text, reference, action }: ErrorStateProps) {
  return (
    <div className="mx-auto flex max-w-120 flex-col items-start px-4 py-16">
      <h1 className="text-xl">{title}</h1>
      <p className="mt-2 text-base text-soft">{text}</p>
      {action && <div className="mt-6 flex flex-wrap gap-2">{action}</div>}
      {reference && <p className="tabular mt-6 text-xs text-muted">{reference}</p>}
    </div>
  );
}
