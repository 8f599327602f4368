import { Form, Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { PersonDetail } from '~/domain/companies/people.server';
import { DescriptionList } from '~/ui/description-list';
import { useFormat } from '~/ui/format';
import { Panel } from '~/ui/panel';
import { RelativeTime } from '~/ui/relative-time';
import { SubmitButton } from '~/ui/submit-button';

/** How somebody signs in, and for administrators what can be done about it. */
export function Access({ person, all }: { person: PersonDetail; all: boolean }) {
  const { t } = useTranslation(['team', 'common']);
  const format = useFormat();
  const { id, email, company, lastSignInAt, createdAt, sessions, apiKeys, secondFactor, yourself } = person;
  const last = lastSignInAt && (
    <RelativeTime
      iso={lastSignInAt.toISOString()}
      relative={format.relative(lastSignInAt)}
      exact={format.dateTime(lastSignInAt)}
    />
  );
  return (
    <Panel title={t('person.access')}>
      <DescriptionList
        items={[
          { term: t('fields.email'), detail: email },
          { term: t('people.last'), detail: last ?? t('people.never') },
          { term: t('person.since'), detail: format.date(createdAt) },
          { term: t('person.factor'), detail: t(secondFactor ? 'common:yes' : 'common:no') },
          { term: t('person.sessions'), detail: format.number(sessions) },
          { term: t('person.keys'), detail: format.number(apiKeys) },
        ]}
      />
      {all && (
        <>
          <Form method="post" className="mt-4 flex flex-wrap gap-2">
            <SubmitButton
              name="intent"
              value="end-sessions"
              variant="secondary"
              size="small"
              disabled={sessions === 0}
            >
              {t('person.end_sessions')}
            </SubmitButton>
            <SubmitButton
              name="intent"
              value="reset-factor"
              variant="secondary"
              size="small"
              disabled={!secondFactor}
            >
              {t('person.reset_factor')}
            </SubmitButton>
          </Form>
          <ul className="mt-4 flex flex-col gap-1">
            {company && (
              <li>
                <Link to={`/admin/companies/${company.id}`} className="text-link">
                  {t('person.to_company', { company: company.name })}
                </Link>
              </li>
            )}
            {!yourself && (
              <li>
                <Link to={`/admin/privacy/people/${id}`} className="text-link">
                  {t('person.to_privacy')}
                </Link>
              </li>
            )}
          </ul>
        </>
      )}
    </Panel>
  );
}
