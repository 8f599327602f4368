import { isRouteErrorResponse, useRouteError, useRouteLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '~/ui/button';
import { ErrorState } from '~/ui/error-state';

type Kind = 'not_found' | 'too_large' | 'offline' | 'failed';

function kindOf(error: unknown): Kind {
  if (!isRouteErrorResponse(error)) return 'failed';
  if (error.status === 404 || error.status === 405) return 'not_found';
  if (error.status === 413) return 'too_large';
  return error.status === 503 ? 'offline' : 'failed';
}

/** What people see instead of a page that is not there or could not be made: what happened and what to do. */
export function PageProblem() {
  const { t } = useTranslation();
  const kind = kindOf(useRouteError());
  const root = useRouteLoaderData('root');
  return (
    <ErrorState
      title={t(`problem.${kind}.title`)}
      text={t(`problem.${kind}.text`)}
      action={
        root ? (
          <ButtonLink to="/orders" variant="primary">
            {t('problem.home')}
          </ButtonLink>
        ) : (
          <a href="/">{t('problem.home')}</a>
        )
      }
    />
  );
}
