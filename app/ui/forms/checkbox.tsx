import type { InputHTMLAttributes, ReactNode } from 'react';
import { describedBy, Errors, Help } from './field-parts';

interface CheckboxProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> {
  label: ReactNode;
  name: string;
  help?: ReactNode;
  errors?: string[];
}

/** Yes or nothing, with its words beside it. */
export function Checkbox({ label, name, id = name, help, errors = [], ...rest }: CheckboxProps) {
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="flex items-start gap-2.5 self-start pointer-coarse:py-2">
        <input
          {...rest}
          type="checkbox"
          id={id}
          name={name}
          aria-describedby={describedBy(id, help, errors)}
          aria-invalid={errors.length > 0 || undefined}
          className="mt-0.5 size-4 flex-none"
        />
        <span>
          {label}
          {rest.required && (
            <span aria-hidden="true" className="text-danger-text">
              {' *'}
            </span>
          )}
        </span>
      </label>
      {errors.length > 0 && <Errors id={`${id}-error`} errors={errors} />}
      {help && <Help id={`${id}-help`}>{help}</Help>}
    </div>
  );
}
