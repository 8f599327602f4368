import type { InputHTMLAttributes } from 'react';
import { cx } from '../cx';
import { useControl } from './field-context';

/** A day, `YYYY-MM-DD`, through the browser's own picker. */
export function DateInput({ className, ...rest }: Omit<InputHTMLAttributes<HTMLInputElement>, 'type'>) {
  return <input {...useControl(rest)} type="date" className={cx('control tabular max-w-50', className)} />;
}
