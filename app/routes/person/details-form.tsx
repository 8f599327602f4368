import type { SubmissionResult } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { PersonFields, type PersonText, type PlacesToGive } from '~/parts/person-fields';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';

type Props = {
  fields: PersonText;
  places: PlacesToGive | null;
  result: SubmissionResult<string[]> | null;
};

/** Name and language, and for administrators where the person belongs. */
export function DetailsForm({ fields, places, result }: Props) {
  const { t } = useTranslation(['team', 'common']);
  const { summary } = useErrorText();
  return (
    <Panel title={t('person.details')}>
      <Form method="post" noValidate>
        <input type="hidden" name="intent" value="save" />
        <ErrorSummary title={t('common:form.errors')} errors={summary(result?.error)} />
        <div className="flex flex-col gap-5">
          <PersonFields stored={fields} result={result} places={places} />
          {places && <p className="text-muted">{t('person.place_note')}</p>}
          <div>
            <SubmitButton>{t('person.save')}</SubmitButton>
          </div>
        </div>
      </Form>
    </Panel>
  );
}
