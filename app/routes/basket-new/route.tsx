import { randomUUID } from 'node:crypto';
import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import type { Viewer } from '~/domain/auth/rules';
import { orderingContext } from '~/domain/companies/context.server';
import { customerText } from '~/domain/companies/queries.server';
import { choosesCustomer } from '~/domain/companies/rules';
import { createBasket } from '~/domain/contracts/create-basket.server';
import { OFFERING } from '~/domain/contracts/rules';
import { newBasketSchema } from '~/domain/contracts/schema';
import { listLocations } from '~/domain/orders/locations.server';
import { CustomerField } from '~/parts/customer-field';
import { BasketFields } from '~/parts/offer/basket-fields';
import { RefusalNotice } from '~/parts/refusal-notice';
import { useTypedFields } from '~/parts/typed-fields';
import { isDomainError } from '~/platform/errors';
import { readForm } from '~/platform/http/form.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { ButtonLink } from '~/ui/button';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions } from '~/ui/forms/form-actions';
import { PageHeader } from '~/ui/frame/page-header';
import { SubmitButton } from '~/ui/submit-button';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, ...OFFERING);
  const pending = await takePendingForm(args.request, '/baskets/new');
  const locations = await listLocations(viewer);
  return data(
    {
      locations,
      choosesCustomer: choosesCustomer(viewer.role),
      fields: pending?.fields ?? {
        submissionKey: randomUUID(),
        customer: await contextText(viewer),
        locationId: String(locations[0]?.id ?? ''),
      },
    },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

/** The customer that the browser is ordering for, as the form writes it. */
async function contextText(viewer: Viewer): Promise<string> {
  const context = await orderingContext(viewer);
  return context && !context.ended ? customerText(context) : '';
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  if (!OFFERING.some((role) => role === viewer.role)) throw notFound();
  const ids = (await listLocations(viewer)).map(({ id }) => id);
  const schema = newBasketSchema(ids, choosesCustomer(viewer.role));
  const submission = parseWithZod(form, { schema });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 422 });
  try {
    return redirect(`/baskets/${await createBasket(viewer, submission.value)}`);
  } catch (error) {
    if (!isDomainError(error) || !error.code.startsWith('customer_')) throw error;
    return data({ result: submission.reply({ fieldErrors: { customer: [error.code] } }) }, { status: 422 });
  }
});

export default function NewBasket() {
  const { t } = useTranslation(['contracts', 'common']);
  const { locations, choosesCustomer, fields: loaded } = useLoaderData<typeof loader>();
  const [fields] = useState<Record<string, string>>(loaded);
  const answer = useActionData<typeof action>();
  const { typed, errors, wrong } = useTypedFields(
    answer && 'result' in answer ? answer.result : null,
    fields,
  );
  return (
    <>
      <PageHeader
        title={t('basket.new')}
        subtitle={t('basket.new_text')}
        back={{ to: '/offers', label: t('basket.back') }}
      />
      <RefusalNotice answer={answer} />
      <Form method="post" noValidate className="flex max-w-160 flex-col gap-5">
        <ErrorSummary title={t('common:form.errors')} errors={wrong} />
        <input type="hidden" name="submissionKey" value={typed('submissionKey')} />
        {choosesCustomer && (
          <CustomerField name="customer" defaultValue={typed('customer')} errors={errors('customer')} />
        )}
        <BasketFields locations={locations} typed={typed} errors={errors} />
        <FormActions>
          <SubmitButton>{t('basket.begin')}</SubmitButton>
          <ButtonLink to="/offers">{t('common:cancel')}</ButtonLink>
        </FormActions>
      </Form>
    </>
  );
}
