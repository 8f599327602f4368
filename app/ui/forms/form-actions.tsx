import type { ReactNode } from 'react';

/** The buttons of a form: the primary first, over the full width on a phone. `end` stands apart, for what deletes. */
export function FormActions({ children, end }: { children: ReactNode; end?: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the press is the button's own
    <div
      // A field that is checked when it is left would move the button from under the press.
      onMouseDown={(event) => event.preventDefault()}
      className="no-print flex max-w-160 flex-wrap items-center gap-2 max-sm:flex-col max-sm:items-stretch"
    >
      {children}
      {end && <div className="flex gap-2 max-sm:flex-col sm:ml-auto">{end}</div>}
    </div>
  );
}
