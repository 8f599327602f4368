import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';

export interface Suggestion {
  /** Unlike any other on the page. */
  id: string;
  to: string;
  /** What choosing it does in place of leading to `to`. */
  onPick?: (() => void) | undefined;
  icon: ReactNode;
  title: ReactNode;
  detail?: ReactNode;
  /** Stands at the end, such as a status. */
  end?: ReactNode;
}

export interface SuggestionGroup {
  id: string;
  label: string;
  options: Suggestion[];
}

interface SuggestionListProps {
  id: string;
  /** Spoken name of the list. */
  label: string;
  groups: SuggestionGroup[];
  /** Id of the option that Enter would open. */
  chosen: string | null;
  onPoint: (id: string) => void;
  onOpen: () => void;
}

/** The list of a combobox: links in groups. */
export function SuggestionList({ id, label, groups, chosen, onPoint, onOpen }: SuggestionListProps) {
  return (
    <div id={id} role="listbox" aria-label={label}>
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a listbox holds groups, not fieldsets
        <div key={group.id} role="group" aria-labelledby={group.id}>
          <div id={group.id} role="presentation" className="px-3 pt-2 pb-1 text-xs font-medium text-muted">
            {group.label}
          </div>
          {group.options.map((option) => (
            <Link
              key={option.id}
              id={option.id}
              to={option.to}
              role="option"
              aria-selected={option.id === chosen}
              tabIndex={-1}
              className="suggestion"
              onMouseMove={() => onPoint(option.id)}
              onClick={(event) => {
                if (option.onPick && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
                  event.preventDefault();
                  option.onPick();
                }
                onOpen();
              }}
            >
              <span aria-hidden="true" className="flex-none text-muted">
                {option.icon}
              </span>
              <span className="min-w-0 flex-1 max-md:basis-[calc(100%-28px)]">
                <span className="block truncate">{option.title}</span>
                {option.detail && <span className="block truncate text-xs text-soft">{option.detail}</span>}
              </span>
              {option.end && <span className="flex-none">{option.end}</span>}
            </Link>
          ))}
        </div>
      ))}
    </div>
  );
}
