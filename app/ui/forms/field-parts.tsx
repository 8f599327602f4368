import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

/** The words of a question with its mark: a star for required, the given word for optional. */
export function QuestionText({
  label,
  required,
  optional,
}: {
  label: ReactNode;
  required: boolean;
  optional?: string;
}) {
  return (
    <>
      {label}
      {required && (
        <span aria-hidden="true" className="text-danger-text">
          {' *'}
        </span>
      )}
      {!required && optional && <span className="font-normal text-muted"> ({optional})</span>}
    </>
  );
}

/** The help below a question's control. */
export function Help({ id, children }: { id: string; children: ReactNode }) {
  return (
    <div id={id} className="text-muted">
      {children}
    </div>
  );
}

/** The errors of one question. */
export function Errors({ id, errors }: { id: string; errors: string[] }) {
  return (
    <div id={id} className="flex gap-1.5 font-medium text-danger-text">
      <CircleAlert size={16} aria-hidden="true" className="mt-0.5 flex-none" />
      <div>
        {errors.map((error) => (
          <p key={error}>{error}</p>
        ))}
      </div>
    </div>
  );
}

/** The ids that describe a control, for `aria-describedby`; the error comes first. */
export function describedBy(id: string, help: ReactNode, errors: string[]): string | undefined {
  const ids = [errors.length > 0 && `${id}-error`, Boolean(help) && `${id}-help`].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}
