import type { ReactNode } from 'react';
import { Brand, type BrandProps } from './brand';

interface PublicFrameProps {
  brand: BrandProps;
  title: ReactNode;
  subtitle?: ReactNode;
  /** A page that shows more than a form, such as an order to a guest. */
  wide?: boolean;
  /** Under the card: language, imprint. */
  footer?: ReactNode;
  children: ReactNode;
}

/** Pages without sign-in: the brand above one centred card. */
export function PublicFrame({ brand, title, subtitle, wide = false, footer, children }: PublicFrameProps) {
  return (
    <div className="flex min-h-dvh flex-col items-center px-4 py-8 sm:py-16">
      <header className="mb-6 flex items-center gap-3 text-base font-semibold [&>img]:size-8 [&>img]:object-contain">
        <Brand {...brand} />
      </header>
      <main
        className={`w-full rounded-md border border-line bg-surface shadow-flat sm:p-8 ${wide ? 'max-w-200 p-4' : 'max-w-100 p-6'}`}
      >
        <h1 className="text-lg">{title}</h1>
        {subtitle && <p className="mt-1 text-soft">{subtitle}</p>}
        <div className="mt-6">{children}</div>
      </main>
      {footer && <footer className="mt-6 flex flex-wrap justify-center gap-4 text-muted">{footer}</footer>}
    </div>
  );
}
