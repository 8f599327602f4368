import { Link } from '@remix-run/react';
import { Ellipsis } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { useDismissDetails } from '../use-dismiss-details';
import { Brand, type BrandProps } from './brand';

export interface NavItem {
  to: string;
  label: string;
  icon: ReactNode;
  /** Such as unread messages, with the words for it; zero is not shown. */
  count?: { value: number; label: string };
  active?: boolean;
}

interface AppFrameProps {
  brand: BrandProps;
  nav: NavItem[];
  /** The one search box. */
  search: ReactNode;
  /** Language and account, at the right end. */
  account: ReactNode;
  /** For whom orders are placed: a bar above the page. */
  context?: ReactNode;
  labels: { skip: string; nav: string; more: string };
  children: ReactNode;
}

/** The bottom bar of a phone holds this many entries; the last is *more* when there are more of them. */
const BAR_ENTRIES = 5;

function NavEntry({ item }: { item: NavItem }) {
  return (
    <Link to={item.to} aria-current={item.active ? 'page' : undefined} className="frame-link">
      {item.icon}
      <span className="frame-label">{item.label}</span>
      {item.count && item.count.value > 0 && (
        <span className="frame-count">
          <span aria-hidden="true">{item.count.value > 99 ? '99+' : item.count.value}</span>
          <span className="sr-only">{item.count.label}</span>
        </span>
      )}
    </Link>
  );
}

function More({ items, label }: { items: NavItem[]; label: string }) {
  const details = useRef<HTMLDetailsElement>(null);
  useDismissDetails(details);
  return (
    <li className="frame-more">
      <details ref={details}>
        <summary className="frame-link" data-active={items.some((item) => item.active) || undefined}>
          <Ellipsis size={18} aria-hidden="true" />
          <span className="frame-label">{label}</span>
        </summary>
        <ul className="frame-more-panel">
          {items.map((item) => (
            <li key={item.to}>
              <NavEntry item={item} />
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}

/** The frame of every page of the signed-in: side bar, top bar, content; a bar at the bottom on a phone. */
export function AppFrame({ brand, nav, search, account, context, labels, children }: AppFrameProps) {
  const fitting = nav.length <= BAR_ENTRIES ? nav.length : BAR_ENTRIES - 1;
  const rest = nav.slice(fitting);
  return (
    <>
      <a href="#content" className="skip-link">
        {labels.skip}
      </a>
      <nav aria-label={labels.nav} className="frame-side">
        <Link to="/" className="frame-brand">
          <Brand {...brand} />
        </Link>
        <ul className="frame-nav">
          {nav.map((item, index) => (
            <li key={item.to} className={index >= fitting ? 'frame-overflowed' : undefined}>
              <NavEntry item={item} />
            </li>
          ))}
          {rest.length > 0 && <More items={rest} label={labels.more} />}
        </ul>
      </nav>
      <div className="frame-main">
        <header className="frame-top">
          <Link to="/" className="frame-top-brand" aria-label={brand.name}>
            <Brand {...brand} markOnly />
          </Link>
          <div className="max-w-140 min-w-0 flex-1">{search}</div>
          <div className="ml-auto flex flex-none items-center gap-1">{account}</div>
        </header>
        {context}
        <main id="content" tabIndex={-1} className="frame-content">
          {children}
        </main>
      </div>
    </>
  );
}
