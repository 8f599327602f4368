import { Download, Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button, ButtonLink, buttonClass } from '~/ui/button';
import { Notice } from '~/ui/notice';
import { useHydrated } from '~/ui/use-hydrated';

type Props = { codes: string[]; email: string; next: string };

/** Recovery codes, the one time that they are shown, to print or to keep as a file. */
export function RecoveryCodes({ codes, email, next }: Props) {
  const { t } = useTranslation('security');
  const hydrated = useHydrated();
  const text = `${[t('codes.file', { email }), '', ...codes].join('\r\n')}\r\n`;
  return (
    <section aria-labelledby="recovery-codes" className="flex flex-col gap-4">
      <h2 id="recovery-codes" className="text-base">
        {t('codes.title')}
      </h2>
      <Notice tone="waiting" role="status" title={t('codes.once')}>
        {t('codes.keep')}
      </Notice>
      <ol className="tabular flex flex-col gap-1.5 rounded-md border border-line p-3 text-xs">
        {codes.map((code) => (
          <li key={code} className="wrap-anywhere">
            {code}
          </li>
        ))}
      </ol>
      <div className="no-print flex flex-wrap gap-2">
        <a
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download="recovery-codes.txt"
          className={buttonClass('secondary')}
        >
          <Download size={16} aria-hidden />
          {t('codes.download')}
        </a>
        {hydrated && (
          <Button onClick={() => window.print()} icon={<Printer size={16} aria-hidden />}>
            {t('codes.print')}
          </Button>
        )}
      </div>
      <div className="no-print">
        <ButtonLink to={next} variant="primary">
          {t('codes.done')}
        </ButtonLink>
      </div>
    </section>
  );
}
