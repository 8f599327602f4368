import { Form, isRouteErrorResponse, useLocation, useRouteError, useRouteLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { typedFormOf } from '~/platform/http/typed-form';
import { Button, ButtonLink } from '~/ui/button';
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
  const error = useRouteError();
  const kind = kindOf(error);
  const typed = isRouteErrorResponse(error) ? typedFormOf(error.data) : null;
  const root = useRouteLoaderData('root');
  return (
    <ErrorState
      title={t(`problem.${kind}.title`)}
      text={t(typed ? 'problem.offline.typed' : `problem.${kind}.text`)}
      action={
        <>
          {typed && <SendAgain typed={typed} />}
          {root ? (
            <ButtonLink to="/orders" variant={typed ? 'secondary' : 'primary'}>
              {t('problem.home')}
            </ButtonLink>
          ) : (
            <a href="/">{t('problem.home')}</a>
          )}
        </>
      }
    />
  );
}

/** What was typed, to be sent again as it was. */
function SendAgain({ typed }: { typed: [name: string, value: string][] }) {
  const { t } = useTranslation();
  const { pathname, search } = useLocation();
  return (
    <Form method="post" action={`${pathname}${search}`}>
      {typed.map(([name, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: fields of a form have no other name of their own
        <input key={index} type="hidden" name={name} value={value} />
      ))}
      <Button variant="primary">{t('problem.offline.again')}</Button>
    </Form>
  );
}
