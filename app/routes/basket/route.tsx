import { randomUUID } from 'node:crypto';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { type ShouldRevalidateFunctionArgs, useActionData, useLoaderData } from '@remix-run/react';
import { ShoppingBasket } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { getOperator } from '~/domain/companies/operator.server';
import { getBasket } from '~/domain/contracts/basket-queries.server';
import { offerDays } from '~/domain/contracts/create-offer.server';
import { OFFERING } from '~/domain/contracts/rules';
import { listLocations } from '~/domain/orders/locations.server';
import { OfferLines } from '~/parts/offer/offer-lines';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm } from '~/platform/http/form.server';
import { requestLanguage } from '~/platform/http/language.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { ButtonLink } from '~/ui/button';
import { EmptyState } from '~/ui/empty-state';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { runCommand } from './actions.server';
import { AddDevice, AddPlan, AddService } from './item-forms';
import { offeredFor } from './offered.server';
import { BasketSide } from './side';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, ...OFFERING);
  const basket = await getBasket(viewer, args.params.number ?? '');
  if (!basket) throw notFound();
  const { pathname, searchParams } = new URL(args.request.url);
  const language = await requestLanguage(args.request, viewer.locale);
  const { timeZone } = await getOperator();
  const pending = await takePendingForm(args.request, pathname);
  return data(
    {
      basket,
      offered: await offeredFor(viewer, basket, language),
      locations: await listLocations(viewer),
      days: offerDays(timeZone),
      submissionKey: randomUUID(),
      own: viewer.role === 'customer',
      told: (['existed', 'added'] as const).find((name) => searchParams.has(name)) ?? null,
      kept: pending?.fields ?? {},
    },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  const basket = await getBasket(viewer, args.params.number ?? '');
  if (!basket) throw notFound();
  const { format } = await requestLanguage(args.request, viewer.locale);
  const answer = await runCommand({ viewer, basket, form, format });
  return 'to' in answer ? redirect(answer.to) : data(answer, { status: 422 });
});

/** Whose command came too late sees how the basket stands now. */
export function shouldRevalidate({
  defaultShouldRevalidate,
  actionStatus = 200,
}: ShouldRevalidateFunctionArgs) {
  return defaultShouldRevalidate || actionStatus >= 400;
}

export default function BasketPage() {
  const { t } = useTranslation('contracts');
  const loaded = useLoaderData<typeof loader>();
  const { basket, offered, kept, told } = loaded;
  const answered = useActionData<typeof action>();
  const answer = answered && 'form' in answered ? answered : null;
  const { shown, state } = basket;
  const open = state === 'open';
  const forms = { basket, offered, kept, answer };
  return (
    <>
      <PageHeader
        back={{ to: '/offers', label: t('basket.back') }}
        title={t('basket.title', { number: basket.number })}
        subtitle={[t('basket.for', { customer: shown.customer.name }), shown.title]
          .filter(Boolean)
          .join(' · ')}
      />
      <RefusalNotice answer={answered} />
      <div className="mb-4 flex flex-col gap-3 empty:hidden">
        {told && <Notice tone="success" role="status" title={t(`basket.${told}`)} />}
        {shown.contract && (
          <Notice
            tone="info"
            title={t(shown.purpose === 'extension' ? 'basket.extension_note' : 'basket.reorder_note', {
              contract: shown.contract,
            })}
          />
        )}
        {!open && (
          <Notice
            tone="neutral"
            title={t(state === 'offered' ? 'basket.offered' : 'basket.discarded')}
            actions={
              basket.offer && (
                <ButtonLink to={`/offers/${basket.offer}`}>
                  {t('basket.to_offer', { number: basket.offer })}
                </ButtonLink>
              )
            }
          />
        )}
      </div>
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_340px] lg:items-start">
        <div className="flex min-w-0 flex-col gap-4">
          {shown.devices.length + shown.lines.length === 0 ? (
            <EmptyState
              icon={<ShoppingBasket />}
              title={t('basket.empty_title')}
              text={open && t('basket.empty_text')}
            />
          ) : (
            <OfferLines shown={shown} removable={open} />
          )}
          {open && (
            <>
              <AddDevice {...forms} />
              <AddService {...forms} />
              <AddPlan {...forms} />
            </>
          )}
        </div>
        {open && <BasketSide {...loaded} answer={answer} />}
      </div>
    </>
  );
}
