import { Check, CircleAlert, Upload } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { cx } from './cx';
import { Spinner } from './spinner';

interface FileDropProps {
  name: string;
  id?: string;
  label: ReactNode;
  /** Which files, how large. */
  hint?: ReactNode;
  /** As the `accept` attribute. */
  accept?: string;
  multiple?: boolean;
  errors?: string[];
  /** Called with the files that were chosen or dropped. */
  onFiles?: (files: File[]) => void;
}

/** Files to choose or to drop. The area is the browser's own input, so it works without script. */
export function FileDrop({
  name,
  id = name,
  label,
  hint,
  accept,
  multiple = true,
  errors = [],
  onFiles,
}: FileDropProps) {
  const [over, setOver] = useState(false);
  const invalid = errors.length > 0;
  return (
    <div className="flex flex-col gap-1.5">
      <div className="file-drop" data-over={over || undefined}>
        <label
          htmlFor={id}
          className="pointer-events-none absolute inset-x-4 top-4 flex items-center gap-2 font-medium"
        >
          <Upload size={16} aria-hidden="true" className="flex-none text-muted" />
          {label}
        </label>
        <input
          type="file"
          id={id}
          name={name}
          accept={accept}
          multiple={multiple}
          aria-describedby={cx(invalid && `${id}-error`, hint ? `${id}-hint` : null) || undefined}
          aria-invalid={invalid || undefined}
          onChange={(event) => onFiles?.([...(event.currentTarget.files ?? [])])}
          onDragEnter={() => setOver(true)}
          onDragLeave={() => setOver(false)}
          onDrop={() => setOver(false)}
        />
      </div>
      {hint && (
        <p id={`${id}-hint`} className="text-xs text-muted">
          {hint}
        </p>
      )}
      {invalid && (
        <p id={`${id}-error`} className="font-medium text-danger-text">
          {errors.join(' ')}
        </p>
      )}
    </div>
  );
}

interface FileProgressProps {
  name: string;
  state: 'uploading' | 'done' | 'failed';
  /** The state in words, such as *45 %* or *Too large*. */
  stateLabel: string;
  /** 0 to 100. */
  percent?: number;
  action?: ReactNode;
}

/** One file on its way. */
export function FileProgress({ name, state, stateLabel, percent, action }: FileProgressProps) {
  return (
    <div className="flex items-center gap-3 rounded-md border border-line bg-surface px-3 py-2">
      <span className={cx(state === 'failed' ? 'text-danger-text' : 'text-muted')}>
        {state === 'uploading' && <Spinner />}
        {state === 'done' && <Check size={16} aria-hidden="true" className="text-success-text" />}
        {state === 'failed' && <CircleAlert size={16} aria-hidden="true" />}
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline justify-between gap-3">
          <span className="truncate">{name}</span>
          <span
            className={cx(
              'tabular flex-none text-xs',
              state === 'failed' ? 'text-danger-text' : 'text-muted',
            )}
          >
            {stateLabel}
          </span>
        </div>
        {state === 'uploading' && (
          <progress className="progress-bar mt-1.5" aria-label={name} max={100} value={percent} />
        )}
      </div>
      {action}
    </div>
  );
}
