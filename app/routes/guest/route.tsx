import type { HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useLocation } from '@remix-run/react';
import { FileText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireGuest } from '~/domain/orders/guest-visit.server';
import { GuestProblem } from '~/parts/guest-problem';
import { OrderHistory } from '~/parts/order-history';
import { OrderState } from '~/parts/order-state';
import { PublicPage } from '~/parts/public-page';
import { OrderStatus } from '~/parts/status';
import { notFound } from '~/platform/http/responses.server';
import { ButtonLink } from '~/ui/button';
import { useFormat } from '~/ui/format';
import { Notice } from '~/ui/notice';
import { GuestFacts } from './guest-facts';
import { GuestMessages } from './guest-messages';
import { loadGuestOrder } from './load-guest-order.server';

export async function loader(args: LoaderFunctionArgs) {
  const { link, viewer } = await requireGuest(args);
  const shown = await loadGuestOrder(viewer, link.order.number);
  if (!shown) throw notFound();
  return { ...shown, expiresAt: link.expiresAt };
}

export const headers: HeadersFunction = ({ errorHeaders }) => errorHeaders ?? {};

export { GuestProblem as ErrorBoundary };

/** One order for somebody without an account: what is public of it, read only. */
export default function GuestOrderPage() {
  const { t } = useTranslation('guest');
  const format = useFormat();
  const { pathname, search } = useLocation();
  const { order, device, timeline, messages, quote, expiresAt, ...facts } = useLoaderData<typeof loader>();
  const at = (path: string) => `${pathname.replace(/\/$/, '')}/${path}${search}`;
  return (
    <PublicPage
      wide
      title={
        <>
          {t('title')} <span className="whitespace-nowrap">{order.number}</span>
        </>
      }
      subtitle={device.name}
    >
      <div className="flex flex-col gap-6">
        {quote && (
          <Notice
            tone="waiting"
            title={t('quote.title')}
            actions={
              <ButtonLink to={at(`quotes/${quote.number}`)} variant="primary" reloadDocument>
                {t('quote.open')}
              </ButtonLink>
            }
          >
            {t('quote.text', { number: quote.number, day: format.date(quote.validUntil) })}
          </Notice>
        )}
        <section>
          <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
            <OrderStatus kind={order.kind} status={order.status} />
            <ButtonLink to={at('order.pdf')} reloadDocument icon={<FileText size={16} aria-hidden />}>
              {t('pdf')}
            </ButtonLink>
          </div>
          <OrderState order={order} />
        </section>
        <GuestFacts device={device} {...facts} />
        <GuestMessages messages={messages} />
        <OrderHistory entries={timeline} kind={order.kind} />
        <p className="text-muted">{t('valid_until', { day: format.date(expiresAt) })}</p>
      </div>
    </PublicPage>
  );
}
