import { Form, Link } from '@remix-run/react';
import { ChevronDown, X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { Button } from './button';
import { exclusiveDetailsProps } from './popover';
import { useDismissDetails } from './use-dismiss-details';

/** A row of filter chips; `end` stands at its right end. */
export function FilterBar({ label, children, end }: { label: string; children: ReactNode; end?: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would name the fields of several forms
    <div role="group" aria-label={label} className="no-print flex flex-wrap items-center gap-2">
      {children}
      {end && <div className="ml-auto flex items-center gap-2">{end}</div>}
    </div>
  );
}

interface FilterChipProps {
  /** What is filtered by, such as *Status*. */
  label: string;
  /** The chosen words, such as *In repair*; without it the filter is off. */
  value?: string;
  /** Where the filter is off, with the words for the cross. */
  clear?: { to: string; label: string };
  /** Address of the GET form; the current page by default. */
  action?: string;
  /** Search parameters that stay: name and value. */
  keep?: [name: string, value: string][];
  applyLabel: string;
  /** The form fields. */
  children: ReactNode;
}

/** One filter that reads as a sentence, *Status: In repair ×*, and opens a form to change it. */
export function FilterChip({
  label,
  value,
  clear,
  action,
  keep = [],
  applyLabel,
  children,
}: FilterChipProps) {
  const details = useRef<HTMLDetailsElement>(null);
  useDismissDetails(details);
  return (
    <div className="chip" data-set={value ? '' : undefined}>
      <details ref={details} {...exclusiveDetailsProps('filter')}>
        <summary>
          <span>{value ? `${label}:` : label}</span>
          {value ? (
            <strong className="max-w-60 truncate font-medium text-accent-text">{value}</strong>
          ) : (
            <ChevronDown size={14} aria-hidden="true" />
          )}
        </summary>
        <div className="float chip-panel">
          <Form method="get" action={action} className="flex flex-col gap-3">
            {keep.map(([name, kept]) => (
              <input key={`${name}=${kept}`} type="hidden" name={name} value={kept} />
            ))}
            {children}
            <Button type="submit" variant="primary" className="w-full">
              {applyLabel}
            </Button>
          </Form>
        </div>
      </details>
      {value && clear && (
        <Link to={clear.to} aria-label={clear.label} title={clear.label} className="chip-clear">
          <X size={14} aria-hidden="true" />
        </Link>
      )}
    </div>
  );
}
