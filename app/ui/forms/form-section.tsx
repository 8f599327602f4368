import type { ReactNode } from 'react';

interface FormSectionProps {
  title: string;
  text?: ReactNode;
  children: ReactNode;
}

/** Questions that belong together, in one column of at most 640px. */
export function FormSection({ title, text, children }: FormSectionProps) {
  return (
    <section className="max-w-160 border-t border-line pt-6 pb-8 first:border-t-0 first:pt-0">
      <h2 className="text-base">{title}</h2>
      {text && <p className="mt-1 text-muted">{text}</p>}
      <div className="mt-5 flex flex-col gap-5">{children}</div>
    </section>
  );
}
