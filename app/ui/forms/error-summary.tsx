import { CircleAlert } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';

interface ErrorSummaryProps {
  title: string;
  /** The id of each field, and what is wrong with it. */
  errors: { id: string; message: string }[];
}

/** All errors of a form above it, each leading to its field. It takes the focus when it appears. */
export function ErrorSummary({ title, errors }: ErrorSummaryProps) {
  const ref = useRef<HTMLDivElement>(null);
  const titleId = useId();
  const shown = errors.map((error) => error.id).join(' ');

  useEffect(() => {
    if (shown !== '') ref.current?.focus();
  }, [shown]);

  if (errors.length === 0) return null;
  return (
    <div
      ref={ref}
      role="alert"
      aria-labelledby={titleId}
      tabIndex={-1}
      className="mb-6 max-w-160 rounded-md border border-danger-dot bg-danger-bg px-4 py-3 text-danger-text"
    >
      <h2 id={titleId} className="flex items-center gap-2 text-sm">
        <CircleAlert size={16} aria-hidden="true" />
        {title}
      </h2>
      <ul className="mt-1.5 ml-6 list-disc space-y-1">
        {errors.map((error) => (
          <li key={`${error.id} ${error.message}`}>
            <a
              href={`#${error.id}`}
              className="underline underline-offset-3"
              onClick={(event) => {
                const field = document.getElementById(error.id);
                if (!field) return;
                event.preventDefault();
                field.focus();
              }}
            >
              {error.message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
