import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireRecentProof } from '~/domain/auth/proof.server';
import { makeRecoveryCodes, secondFactorOf } from '~/domain/auth/second-factor.server';
import { PublicPage } from '~/parts/public-page';
import { RecoveryCodes } from '~/parts/recovery-codes';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm } from '~/platform/http/form.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { SubmitButton } from '~/ui/submit-button';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRecentProof(args);
  const { codesLeft } = await secondFactorOf(viewer);
  return { email: viewer.email, codesLeft };
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireRecentProof(args, form);
  return data({ codes: await makeRecoveryCodes(viewer) });
});

export default function SecurityCodes() {
  const { t } = useTranslation('security');
  const { email, codesLeft } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer && 'codes' in answer)
    return (
      <PublicPage title={t('codes.made')}>
        <RecoveryCodes codes={answer.codes} email={email} next="/account/security" />
      </PublicPage>
    );
  return (
    <PublicPage title={t('codes.make')} subtitle={t('codes.about')}>
      <Form method="post" className="flex flex-col gap-5">
        <RefusalNotice answer={answer} />
        {codesLeft > 0 && <p>{t('codes.replace', { count: codesLeft })}</p>}
        <div>
          <SubmitButton>{t('codes.make')}</SubmitButton>
        </div>
        <Link to="/account/security" className="text-accent-text underline underline-offset-3">
          {t('back')}
        </Link>
      </Form>
    </PublicPage>
  );
}
