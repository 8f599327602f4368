import { Link } from '@remix-run/react';
import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';

interface PageHeaderProps {
  title: ReactNode;
  subtitle?: ReactNode;
  back?: { to: string; label: string };
  /** The one primary action stands last. */
  actions?: ReactNode;
  /** The status beside the title. */
  badge?: ReactNode;
}

/** What the page is and what can be done on it. */
export function PageHeader({ title, subtitle, back, actions, badge }: PageHeaderProps) {
  return (
    <header className="mb-5">
      {back && (
        <Link
          to={back.to}
          className="no-print mb-2 inline-flex items-center gap-1.5 rounded-sm text-muted hover:text-text"
        >
          <ArrowLeft size={14} aria-hidden="true" />
          {back.label}
        </Link>
      )}
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
        <div className="min-w-0">
          <div className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="text-lg wrap-anywhere">{title}</h1>
            {badge}
          </div>
          {subtitle && <p className="text-muted">{subtitle}</p>}
        </div>
        {actions && (
          <div className="no-print flex flex-wrap items-center gap-2 max-sm:w-full max-sm:*:flex-1 sm:ml-auto">
            {actions}
          </div>
        )}
      </div>
    </header>
  );
}
