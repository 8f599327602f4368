import { getFormProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
} from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { trackSchema } from '~/domain/orders/guest-schema';
import { requestTracking } from '~/domain/orders/track-order.server';
import { PublicPage } from '~/parts/public-page';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm } from '~/platform/http/form.server';
import { requestLanguage } from '~/platform/http/language.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { Field } from '~/ui/forms/field';
import { TextInput } from '~/ui/forms/text-input';
import { Notice } from '~/ui/notice';
import { SubmitButton } from '~/ui/submit-button';

const LINK = 'self-start text-accent-text underline underline-offset-3';

export function loader({ request }: LoaderFunctionArgs) {
  return { number: new URL(request.url).searchParams.get('number') ?? '' };
}

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

/** The answer is the same for every number and proof; it repeats nothing that was typed. */
export const action = withRefusals(async ({ request, context }: ActionFunctionArgs) => {
  const submission = parseWithZod(await readForm(request), { schema: trackSchema });
  if (submission.status !== 'success')
    return data({ result: submission.reply(), problem: null, sent: false }, { status: 422 });
  const { locale } = await requestLanguage(request);
  const seconds = await requestTracking({ ...submission.value, locale }, context.address);
  if (seconds === 0) return data({ result: null, problem: null, sent: true });
  const problem = `too_many_attempts?minutes=${Math.ceil(seconds / 60)}`;
  const headers = { 'Retry-After': String(seconds) };
  return data({ result: submission.reply(), problem, sent: false }, { status: 429, headers });
});

/** Asks for a link to an order without an account. */
export default function Track() {
  const { t } = useTranslation(['guest', 'auth']);
  const { number } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { say, all } = useErrorText();
  const result = answer && 'result' in answer ? answer : null;
  const [form, fields] = useForm<z.input<typeof trackSchema>>({
    id: 'track',
    lastResult: result?.result ?? null,
    defaultValue: { number, proof: '' },
  });
  if (result?.sent)
    return (
      <PublicPage title={t('track.sent_title')}>
        <div role="status" className="flex flex-col gap-5">
          <p>{t('track.sent_text')}</p>
          <Link to="/track" className={LINK}>
            {t('track.again')}
          </Link>
        </div>
      </PublicPage>
    );
  return (
    <PublicPage title={t('track.title')} subtitle={t('track.text')}>
      <Form method="post" {...getFormProps(form)} className="flex flex-col gap-5">
        <RefusalNotice answer={answer} />
        {result?.problem && <Notice tone="danger" role="alert" title={say(result.problem)} />}
        <Field
          name="number"
          label={t('track.number')}
          required
          help={t('track.number_help')}
          errors={all(fields.number.errors)}
        >
          <TextInput
            tabular
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            defaultValue={fields.number.initialValue}
            maxLength={60}
          />
        </Field>
        <Field
          name="proof"
          label={t('track.proof')}
          required
          help={t('track.proof_help')}
          errors={all(fields.proof.errors)}
        >
          <TextInput autoComplete="email" defaultValue={fields.proof.initialValue} maxLength={254} />
        </Field>
        <SubmitButton>{t('track.submit')}</SubmitButton>
        <Link to="/login" className={LINK}>
          {t('auth:back_to_sign_in')}
        </Link>
      </Form>
    </PublicPage>
  );
}
