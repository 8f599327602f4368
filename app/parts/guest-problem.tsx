import { isRouteErrorResponse, useRouteError } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '~/ui/button';
import { PageProblem } from './page-problem';
import { PublicPage } from './public-page';

/** What a guest sees whose link leads nowhere: the same, whether it never was, has expired or was taken back. */
export function GuestProblem() {
  const { t } = useTranslation('guest');
  const error = useRouteError();
  if (!isRouteErrorResponse(error) || ![404, 429].includes(error.status)) return <PageProblem />;
  if (error.status === 429)
    return (
      <PublicPage title={t('invalid.busy_title')}>
        <p>{t('invalid.busy_text')}</p>
      </PublicPage>
    );
  return (
    <PublicPage title={t('invalid.title')}>
      <p>{t('invalid.text')}</p>
      <div className="mt-6">
        <ButtonLink to="/track" variant="primary" reloadDocument>
          {t('invalid.again')}
        </ButtonLink>
      </div>
    </PublicPage>
  );
}
