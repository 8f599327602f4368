import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/button';
import { Panel } from '~/ui/panel';
import { useHydrated } from '~/ui/use-hydrated';

const ROWS_MAX = 12;

/** The identifiers without an order, one a line, to copy. */
export function MissingList({ missing }: { missing: string[] }) {
  const { t } = useTranslation('search');
  const hydrated = useHydrated();
  const [copied, setCopied] = useState(false);
  const text = missing.join('\n');
  const copy = () =>
    navigator.clipboard?.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <Panel
      title={t('list.missing')}
      actions={
        hydrated && (
          <Button size="small" icon={copied ? <Check size={14} /> : <Copy size={14} />} onClick={copy}>
            <span aria-live="polite">{t(copied ? 'list.copied' : 'list.copy')}</span>
          </Button>
        )
      }
    >
      <p className="mb-3 text-soft">{t('list.missing_text', { count: missing.length })}</p>
      <textarea
        readOnly
        aria-label={t('list.missing_label')}
        rows={Math.min(missing.length, ROWS_MAX)}
        value={text}
        className="control tabular max-w-160 min-h-0!"
      />
    </Panel>
  );
}
