import type { ButtonHTMLAttributes, DetailsHTMLAttributes, HTMLAttributes } from 'react';

/* React 18 passes these attributes through but has no types for them. */

/** Attributes of an element that opens above the page as a native popover. */
export function popoverProps(id: string): HTMLAttributes<HTMLElement> {
  return { id, popover: 'auto' } as HTMLAttributes<HTMLElement>;
}

/** Attributes of the button that opens the popover with this id. */
export function popoverButtonProps(id: string): ButtonHTMLAttributes<HTMLButtonElement> {
  return { type: 'button', popovertarget: id } as ButtonHTMLAttributes<HTMLButtonElement>;
}

/** Of the `<details>` that share a name at most one is open. */
export function exclusiveDetailsProps(name: string): DetailsHTMLAttributes<HTMLDetailsElement> {
  return { name } as DetailsHTMLAttributes<HTMLDetailsElement>;
}
