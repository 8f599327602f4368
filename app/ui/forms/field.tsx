import type { ReactNode } from 'react';
import { FieldContext, type FieldControl } from './field-context';
import { describedBy, Errors, Help, QuestionText } from './field-parts';

interface FieldProps {
  label: ReactNode;
  name: string;
  /** The name by default. */
  id?: string;
  required?: boolean;
  /** The word for *optional*, shown when the field is not required. */
  optionalLabel?: string;
  help?: ReactNode;
  errors?: string[];
  /** A control of this folder takes its wiring by itself; anything else through the function. */
  children: ReactNode | ((control: FieldControl) => ReactNode);
}

/** One question: words above, control, help and error under it. */
export function Field({
  label,
  name,
  id = name,
  required = false,
  optionalLabel,
  help,
  errors = [],
  children,
}: FieldProps) {
  const control: FieldControl = {
    id,
    name,
    required,
    'aria-describedby': describedBy(id, help, errors),
    'aria-invalid': errors.length > 0 ? true : undefined,
  };
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="self-start font-medium">
        <QuestionText label={label} required={required} optional={optionalLabel} />
      </label>
      <FieldContext.Provider value={control}>
        {typeof children === 'function' ? children(control) : children}
      </FieldContext.Provider>
      {errors.length > 0 && <Errors id={`${id}-error`} errors={errors} />}
      {help && <Help id={`${id}-help`}>{help}</Help>}
    </div>
  );
}
