import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { CodeField } from '~/parts/code-field';
import { SubmitButton } from '~/ui/submit-button';

/** A secret that waits to be confirmed: sealed for the form, and as the app takes it. */
export type SetUp = {
  sealed: string;
  address: string;
  key: string;
  qr: { side: number; path: string };
};

/** Scan, or type the key, then confirm by a code. */
export function SetUpSteps({ setUp, errors }: { setUp: SetUp; errors: string[] | undefined }) {
  const { t } = useTranslation('security');
  const { side, path } = setUp.qr;
  return (
    <Form method="post" className="flex flex-col gap-5">
      <input type="hidden" name="sealed" value={setUp.sealed} />
      <p>{t('app.scan')}</p>
      <svg
        viewBox={`0 0 ${side} ${side}`}
        role="img"
        aria-label={t('app.qr')}
        className="size-48 self-center rounded-sm"
        shapeRendering="crispEdges"
      >
        <rect width={side} height={side} fill="#ffffff" />
        <path d={path} fill="#000000" />
      </svg>
      <div className="flex flex-col gap-2 text-muted">
        <p>
          <a href={setUp.address} className="text-accent-text underline underline-offset-3">
            {t('app.open')}
          </a>
        </p>
        <p>{t('app.type')}</p>
        <p className="tabular text-text select-all wrap-anywhere">{setUp.key}</p>
      </div>
      <CodeField errors={errors} />
      <SubmitButton name="intent" value="on">
        {t('app.on')}
      </SubmitButton>
    </Form>
  );
}
