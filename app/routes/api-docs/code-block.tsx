import { useTranslation } from 'react-i18next';
import { CopyText } from '~/ui/copy-text';

/** Code with its title, which a press copies. Long lines scroll. */
export function CodeBlock({ title, code }: { title: string; code: string }) {
  const { t } = useTranslation('api');
  return (
    <figure className="overflow-hidden rounded-md border border-line bg-sunken">
      <figcaption className="flex min-h-9 items-center justify-between gap-2 border-b border-line px-3 text-xs font-medium text-muted">
        <span>{title}</span>
        <CopyText iconOnly value={code} label={t('docs.copy')} copiedLabel={t('docs.copied')} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
      <pre tabIndex={0} className="max-h-120 overflow-auto p-3 font-mono text-xs">
        <code>{code}</code>
      </pre>
    </figure>
  );
}
