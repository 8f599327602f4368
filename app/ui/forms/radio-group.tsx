import type { ReactNode } from 'react';
import { cx } from '../cx';
import { describedBy, Errors, Help, QuestionText } from './field-parts';

export interface RadioOption {
  value: string;
  label: ReactNode;
  /** A line under the label. */
  help?: ReactNode;
  icon?: ReactNode;
  disabled?: boolean;
}

interface RadioGroupProps {
  label: ReactNode;
  name: string;
  id?: string;
  options: RadioOption[];
  defaultValue?: string;
  required?: boolean;
  optionalLabel?: string;
  help?: ReactNode;
  errors?: string[];
  /** The choices beside each other, for yes and no. */
  inline?: boolean;
  /** Called with the value that was chosen. */
  onChoose?: (value: string) => void;
}

interface ChoicesProps extends RadioGroupProps {
  layout: string;
  card: boolean;
}

function Choices({
  label,
  name,
  id = name,
  options,
  defaultValue,
  required = false,
  optionalLabel,
  help,
  errors = [],
  onChoose,
  layout,
  card,
}: ChoicesProps) {
  return (
    <fieldset aria-describedby={describedBy(id, help, errors)} className="min-w-0">
      <legend className="mb-1.5 font-medium">
        <QuestionText label={label} required={required} optional={optionalLabel} />
      </legend>
      <div className={layout}>
        {options.map((option, index) => (
          <label
            key={option.value}
            className={card ? 'choice-card' : 'flex items-start gap-2.5 pointer-coarse:py-2'}
          >
            <input
              type="radio"
              id={index === 0 ? id : `${id}-${option.value}`}
              name={name}
              value={option.value}
              defaultChecked={option.value === defaultValue}
              required={required}
              onChange={onChoose && (() => onChoose(option.value))}
              disabled={option.disabled}
              className="mt-0.5 size-4 flex-none"
            />
            <span className="min-w-0 flex-1">
              <span className={cx('block', card && 'font-medium')}>{option.label}</span>
              {option.help && <span className="block text-muted">{option.help}</span>}
            </span>
            {option.icon && (
              <span aria-hidden="true" className="flex-none text-muted">
                {option.icon}
              </span>
            )}
          </label>
        ))}
      </div>
      {errors.length > 0 && (
        <div className="mt-1.5">
          <Errors id={`${id}-error`} errors={errors} />
        </div>
      )}
      {help && (
        <div className="mt-1.5">
          <Help id={`${id}-help`}>{help}</Help>
        </div>
      )}
    </fieldset>
  );
}

/** One of a few, as a plain list. The first choice carries the id, so that an error summary can lead to it. */
export function RadioGroup(props: RadioGroupProps) {
  return (
    <Choices {...props} card={false} layout={props.inline ? 'flex flex-wrap gap-6' : 'flex flex-col gap-2'} />
  );
}

/** One of a few that need explaining, each a card. */
export function RadioCards(props: RadioGroupProps) {
  return (
    <Choices {...props} card layout={props.inline ? 'grid gap-2 sm:grid-cols-2' : 'flex flex-col gap-2'} />
  );
}
