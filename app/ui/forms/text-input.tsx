import { forwardRef, type InputHTMLAttributes, type ReactNode } from 'react';
import { cx } from '../cx';
import { useControl } from './field-context';

interface TextInputProps extends InputHTMLAttributes<HTMLInputElement> {
  /** Figures of one width, for identifiers and amounts. */
  tabular?: boolean;
  /** Stands inside at the right end: a unit, a scan button. */
  end?: ReactNode;
}

/** A field of one line. */
export const TextInput = forwardRef<HTMLInputElement, TextInputProps>(function TextInput(
  { tabular = false, end, className, ...rest },
  ref,
) {
  const props = useControl(rest);
  const input = (
    <input
      type="text"
      {...props}
      ref={ref}
      className={cx('control', tabular && 'tabular', Boolean(end) && 'pr-12', className)}
    />
  );
  if (!end) return input;
  return (
    <div className="relative">
      {input}
      <span className="absolute inset-y-0 right-0 flex items-center pr-1 text-muted">{end}</span>
    </div>
  );
});
