import { useTranslation } from 'react-i18next';

type Refusal = { code: string; status: number; text: string };

/** Refusals by status and name, each with its sentence. */
export function RefusalList({ refusals }: { refusals: readonly Refusal[] }) {
  const { t } = useTranslation('api');
  return (
    <ul aria-label={t('docs.refusals')} className="divide-y divide-line rounded-md border border-line">
      {refusals.map(({ code, status, text }) => (
        <li key={code} className="flex gap-3 px-3 py-2">
          <span className="tabular w-8 flex-none font-mono text-xs leading-5 text-muted">{status}</span>
          <div className="min-w-0">
            <code className="font-mono text-xs font-semibold wrap-anywhere">{code}</code>
            <p className="text-soft">{text}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
