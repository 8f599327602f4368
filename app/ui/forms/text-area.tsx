import type { TextareaHTMLAttributes } from 'react';
import { cx } from '../cx';
import { useControl } from './field-context';

/** A field of several lines that grows with its text. */
export function TextArea({ className, ...rest }: TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return <textarea rows={4} {...useControl(rest)} className={cx('control', className)} />;
}
