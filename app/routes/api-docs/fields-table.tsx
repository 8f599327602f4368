import { useTranslation } from 'react-i18next';
import type { FieldRow } from '~/domain/api/docs/fields';

const VALUES_SHOWN = 12;
/** How far a field stands inside others. */
const INDENT = ['', 'pl-4', 'pl-8', 'pl-12', 'pl-16'];

/** Fields with their type and meaning. */
export function FieldsTable({ caption, rows }: { caption: string; rows: readonly FieldRow[] }) {
  const { t } = useTranslation('api');
  return (
    <ul aria-label={caption} className="divide-y divide-line rounded-md border border-line">
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: names repeat inside others, and the rows never change
        <li key={index} className="px-3 py-2">
          <div className={INDENT[Math.min(row.depth, INDENT.length - 1)]}>
            <div className="flex flex-wrap items-baseline gap-x-2">
              <code className="font-mono text-sm font-semibold wrap-anywhere">{row.name}</code>
              <span className="font-mono text-xs text-muted">{row.type}</span>
              {row.required && <span className="text-xs text-danger-text">{t('docs.required')}</span>}
              {row.usual !== null && (
                <span className="text-xs text-muted">{t('docs.default', { value: row.usual })}</span>
              )}
            </div>
            {row.text && <p className="text-soft">{row.text}</p>}
            {row.values.length > 0 && (
              <p className="mt-1 flex flex-wrap gap-1 font-mono text-xs text-soft">
                {row.values.slice(0, VALUES_SHOWN).map((value) => (
                  <code key={value} className="rounded-sm bg-sunken px-1.5 py-0.5">
                    {value}
                  </code>
                ))}
                {row.values.length > VALUES_SHOWN && (
                  <span className="py-0.5 font-sans">
                    {t('docs.more_values', { count: row.values.length - VALUES_SHOWN })}
                  </span>
                )}
              </p>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
