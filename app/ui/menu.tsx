import { Link } from '@remix-run/react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { type ButtonVariant, buttonClass } from './button';
import { popoverButtonProps, popoverProps } from './popover';

interface MenuProps {
  /** What the button shows; when it is an icon alone, give `buttonLabel` too. */
  button: ReactNode;
  buttonLabel?: string;
  variant?: ButtonVariant;
  /** `MenuLink`, `MenuButton`, or a form that holds one. */
  children: ReactNode;
}

/** A button that opens a list of links and actions; a native popover, so it needs no script. */
export function Menu({ button, buttonLabel, variant = 'quiet', children }: MenuProps) {
  const id = useId();
  const buttonRef = useRef<HTMLButtonElement>(null);
  const panelRef = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const panel = panelRef.current;
    const opener = buttonRef.current;
    if (!panel || !opener) return;
    const anchored = CSS.supports('position-area', 'bottom span-left');
    function onToggle(event: Event) {
      const open = event instanceof ToggleEvent && event.newState === 'open';
      if (!panel || !opener || !open || anchored) return;
      const box = opener.getBoundingClientRect();
      panel.style.top = `${box.bottom + 4}px`;
      panel.style.right = `${Math.max(12, document.documentElement.clientWidth - box.right)}px`;
    }
    function onChoose(event: Event) {
      if (event.target instanceof Element && event.target.closest('a')) panel?.hidePopover();
    }
    panel.addEventListener('beforetoggle', onToggle);
    panel.addEventListener('click', onChoose);
    return () => {
      panel.removeEventListener('beforetoggle', onToggle);
      panel.removeEventListener('click', onChoose);
    };
  }, []);

  return (
    <>
      <button
        ref={buttonRef}
        {...popoverButtonProps(id)}
        aria-label={buttonLabel}
        title={buttonLabel}
        className={buttonClass(variant, 'normal', buttonLabel ? 'button-icon' : undefined)}
      >
        {button}
      </button>
      <div ref={panelRef} {...popoverProps(id)} className="float menu">
        {children}
      </div>
    </>
  );
}

/** An entry that leads somewhere. */
export function MenuLink({ to, icon, current, children }: MenuEntry & { to: string; current?: boolean }) {
  return (
    <Link to={to} aria-current={current || undefined} className="menu-item">
      {icon}
      {children}
    </Link>
  );
}

/** An entry that does something: the submit button of the form around it. */
export function MenuButton({ name, value, icon, current, children }: MenuEntry & MenuAction) {
  return (
    <button type="submit" name={name} value={value} aria-current={current || undefined} className="menu-item">
      {icon}
      {children}
    </button>
  );
}

/** Words above a group of entries, such as who is signed in. */
export function MenuHeading({ children }: { children: ReactNode }) {
  return <div className="px-2.5 pt-2 pb-1 text-xs text-muted">{children}</div>;
}

/** A line between groups of entries. */
export function MenuSeparator() {
  return <hr className="my-1.5 border-line" />;
}

interface MenuEntry {
  icon?: ReactNode;
  children: ReactNode;
}

interface MenuAction {
  name?: string;
  value?: string;
  current?: boolean;
}
