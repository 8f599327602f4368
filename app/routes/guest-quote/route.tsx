import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useLocation } from '@remix-run/react';
import { ArrowLeft, FileText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireGuest } from '~/domain/orders/guest-visit.server';
import { getQuote } from '~/domain/quotes/queries.server';
import { GuestProblem } from '~/parts/guest-problem';
import { PublicPage } from '~/parts/public-page';
import { QuoteStateBadge } from '~/parts/quote/quote-state';
import { QuoteView } from '~/parts/quote/quote-view';
import { notFound } from '~/platform/http/responses.server';
import { ButtonLink } from '~/ui/button';

export async function loader(args: LoaderFunctionArgs) {
  const { link } = await requireGuest(args);
  const quote = await getQuote({ guest: link }, args.params.number ?? '');
  if (!quote) throw notFound();
  const params = new URL(args.request.url).searchParams;
  return { quote, decided: params.has('decided'), lang: params.get('lang') };
}

export { GuestProblem as ErrorBoundary };

/** A quote for somebody who was asked to decide on it without an account. */
export default function GuestQuotePage() {
  const { t } = useTranslation('quotes');
  const { pathname } = useLocation();
  const { quote, decided, lang } = useLoaderData<typeof loader>();
  const { number, order } = quote.shown;
  const at = pathname.replace(/\/$/, '');
  const search = lang ? `?lang=${lang}` : '';
  return (
    <PublicPage wide title={t('title', { number })} subtitle={`${order.number} · ${order.device}`}>
      <div className="mb-4 flex flex-wrap items-center gap-3">
        <QuoteStateBadge state={quote.state} />
        <span className="flex-1" />
        <ButtonLink
          to={`${at.replace(/\/quotes\/[^/]+$/, '')}${search}`}
          reloadDocument
          icon={<ArrowLeft size={16} aria-hidden />}
        >
          {t('back_to_order', { order: order.number })}
        </ButtonLink>
        <ButtonLink to={`${at}/quote.pdf${search}`} reloadDocument icon={<FileText size={16} aria-hidden />}>
          {t('pdf')}
        </ButtonLink>
      </div>
      <QuoteView quote={quote} decideAt={`${at}/decide`} keep={lang ? [['lang', lang]] : []} just={decided} />
    </PublicPage>
  );
}
