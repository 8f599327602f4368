import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { data } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { PASTE_MAX, PASTED_BYTES_MAX } from '~/domain/search/paste-rules';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm, textFields } from '~/platform/http/form.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { Field } from '~/ui/forms/field';
import { FormActions } from '~/ui/forms/form-actions';
import { TextArea } from '~/ui/forms/text-area';
import { PageHeader } from '~/ui/frame/page-header';
import { SubmitButton } from '~/ui/submit-button';
import { findList } from './find-list.server';
import { ListResult } from './list-result';

export async function loader(args: LoaderFunctionArgs) {
  await requireViewer(args);
  const pending = await takePendingForm(args.request, '/search/list');
  return data(
    { text: pending?.fields.text ?? '' },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

/** Changes nothing: it is a question too long for an address. */
export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request, PASTED_BYTES_MAX);
  const viewer = await requireViewerOrKeep(args, form);
  const { text = '' } = textFields(form);
  return { text, result: await findList(viewer, text) };
});

export default function SearchList() {
  const { t } = useTranslation('search');
  const { text: kept } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const asked = answer && 'result' in answer ? answer : null;
  return (
    <>
      <PageHeader title={t('list.title')} subtitle={t('list.subtitle')} />
      <RefusalNotice answer={answer} />
      <div className="flex flex-col gap-6">
        {asked && <ListResult result={asked.result} text={asked.text} />}
        <Form method="post" action="/search/list" className="flex max-w-160 flex-col gap-4">
          <Field
            key={asked?.text ?? kept}
            name="text"
            label={t('list.label')}
            help={t('list.help', { max: PASTE_MAX })}
          >
            <TextArea
              rows={8}
              defaultValue={asked?.text ?? kept}
              spellCheck={false}
              autoComplete="off"
              className="tabular"
            />
          </Field>
          <FormActions>
            <SubmitButton>{t('list.submit')}</SubmitButton>
          </FormActions>
        </Form>
      </div>
    </>
  );
}
