import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { deliveryMethodSchema } from '~/domain/shipments/method-schema';
import { getDeliveryMethod, saveDeliveryMethod } from '~/domain/shipments/methods.server';
import { fieldRefusal } from '~/parts/field-refusal';
import { type DeliveryFields, MethodForm, methodFields, NEW_DELIVERY } from '~/parts/method-form';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm } from '~/platform/http/form.server';
import { idOf } from '~/platform/http/id-param';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { PageHeader } from '~/ui/frame/page-header';

/** The method of the address in the words of its form; null for a new one. Throws the 404 for one that is not there. */
async function storedFields(param: string | undefined): Promise<DeliveryFields | null> {
  if (param === 'new') return null;
  const method = await getDeliveryMethod(idOf(param) ?? 0);
  if (!method) throw notFound();
  return { ...methodFields(method), toAddress: method.toAddress ? 'on' : '' };
}

export async function loader(args: LoaderFunctionArgs) {
  await requireRole(args, 'administrator');
  const stored = await storedFields(args.params.id);
  const pending = await takePendingForm(args.request, new URL(args.request.url).pathname);
  const typed = pending && { ...NEW_DELIVERY, active: '', toAddress: '', ...pending.fields };
  return data(
    {
      fields: typed ?? stored ?? NEW_DELIVERY,
      name: stored && { en: stored.nameEn, de: stored.nameDe },
    },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  if (viewer.role !== 'administrator') throw notFound();
  await storedFields(args.params.id);
  const submission = parseWithZod(form, { schema: deliveryMethodSchema });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 422 });
  try {
    await saveDeliveryMethod(viewer, idOf(args.params.id), submission.value);
    return redirect('/admin/delivery-methods?saved');
  } catch (error) {
    const fields = { code_taken: 'code' };
    return data({ result: fieldRefusal(error, submission, fields) }, { status: 422 });
  }
});

/** One way in which devices go back. */
export default function DeliveryMethod() {
  const { t, i18n } = useTranslation('team');
  const { fields, name } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title={name ? name[i18n.language === 'de' ? 'de' : 'en'] : t('delivery.add')}
        back={{ to: '/admin/delivery-methods', label: t('delivery.title') }}
      />
      <RefusalNotice answer={answer} />
      <MethodForm
        kind="delivery"
        fields={fields}
        result={answer && 'result' in answer ? answer.result : null}
      />
    </>
  );
}
