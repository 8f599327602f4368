import { X } from 'lucide-react';
import { type ReactNode, useId, useRef } from 'react';
import { ButtonLink, type ButtonSize, type ButtonVariant } from './button';
import { IconButton } from './icon-button';

interface DialogProps {
  /** The button that opens it; without script it leads to a page that does the same. */
  trigger: { label: ReactNode; to: string; icon?: ReactNode; variant?: ButtonVariant; size?: ButtonSize };
  title: string;
  closeLabel: string;
  children: ReactNode;
}

/** A native modal dialog with its button. A form with `method="dialog"` inside closes it. */
export function Dialog({ trigger, title, closeLabel, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  return (
    <>
      <ButtonLink
        to={trigger.to}
        icon={trigger.icon}
        variant={trigger.variant}
        size={trigger.size}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey || !ref.current) return;
          event.preventDefault();
          ref.current.showModal();
        }}
      >
        {trigger.label}
      </ButtonLink>
      <dialog ref={ref} aria-labelledby={titleId} className="float dialog">
        <header className="flex items-center justify-between gap-4 py-3 pr-3 pl-5">
          <h2 id={titleId} className="text-base">
            {title}
          </h2>
          <IconButton
            label={closeLabel}
            icon={<X size={16} aria-hidden="true" />}
            onClick={() => ref.current?.close()}
          />
        </header>
        <div className="px-5 pb-5">{children}</div>
      </dialog>
    </>
  );
}
