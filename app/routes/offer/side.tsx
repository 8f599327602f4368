import { Form, Link } from '@remix-run/react';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OfferDetail } from '~/domain/contracts/offer-queries.server';
import { ButtonLink } from '~/ui/button';
import { DescriptionList } from '~/ui/description-list';
import { useFormat } from '~/ui/format';
import { IconButton } from '~/ui/icon-button';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';

type Props = { offer: OfferDetail };

/** What can be done with an offer besides deciding on it, and its facts. */
export function OfferSide({ offer }: Props) {
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <Steps offer={offer} />
      <Made offer={offer} />
      <Facts offer={offer} />
      <Links offer={offer} />
    </div>
  );
}

function Steps({ offer }: Props) {
  const { t } = useTranslation('contracts');
  const { state, mayManage, mayAgree, decision } = offer;
  const open = state === 'sent' || state === 'viewed';
  const step = (intent: 'send' | 'withdraw' | 'agree' | 'again', variant: 'primary' | 'secondary') => (
    <Form method="post">
      <input type="hidden" name="intent" value={intent} />
      <SubmitButton variant={variant}>{t(`offer.${intent}`)}</SubmitButton>
    </Form>
  );
  if (!mayAgree && !(mayManage && (open || state === 'draft'))) return null;
  return (
    <Panel title={t('offer.steps')}>
      <p className="text-soft">{t(`offer.step_text.${mayAgree ? 'agree' : (state as 'draft')}`)}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        {mayAgree && step('agree', 'primary')}
        {mayManage && state === 'draft' && step('send', mayAgree ? 'secondary' : 'primary')}
        {mayManage && step('withdraw', 'secondary')}
        {mayManage && open && !decision && step('again', 'secondary')}
      </div>
    </Panel>
  );
}

/** What came of an offer that was accepted. */
function Made({ offer }: Props) {
  const { t } = useTranslation('contracts');
  const { number, state, orders, contracts } = offer;
  if (state !== 'accepted') return null;
  const links = (to: string, numbers: string[]) => (
    <span className="flex flex-col items-start">
      {[...new Set(numbers)].map((one) => (
        <Link key={one} to={`${to}/${one}`} className="text-link tabular">
          {one}
        </Link>
      ))}
    </span>
  );
  return (
    <Panel title={t('offer.confirmation')}>
      <DescriptionList
        items={[
          {
            term: t('offer.orders'),
            detail: links(
              '/orders',
              orders.map((order) => order.number),
            ),
          },
          ...(contracts.length > 0
            ? [
                {
                  term: t('offer.contracts'),
                  detail: links(
                    '/contracts',
                    contracts.map((contract) => contract.number),
                  ),
                },
              ]
            : []),
        ]}
      />
      <div className="mt-3">
        <ButtonLink to={`/offers/${number}/confirmation`} variant="primary">
          {t('offer.confirmation')}
        </ButtonLink>
      </div>
    </Panel>
  );
}

function Facts({ offer }: Props) {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  const { shown, author, times, operatorAgreed, mayManage } = offer;
  const moment = (term: string, at: Date | string | null) =>
    at ? [{ term, detail: <span suppressHydrationWarning>{format.dateTime(at)}</span> }] : [];
  return (
    <Panel title={t('offer.facts')}>
      <DescriptionList
        items={[
          { term: t('offer.for'), detail: shown.customer.name },
          { term: t('offer.author'), detail: author },
          ...(mayManage
            ? [
                {
                  term: t('offer.basket'),
                  detail: (
                    <Link to={`/baskets/${shown.basket}`} className="text-link tabular">
                      {shown.basket}
                    </Link>
                  ),
                },
              ]
            : []),
          ...moment(t('offer.created'), times.created),
          ...moment(t('offer.sent'), times.sent),
          ...moment(t('offer.viewed'), times.viewed),
          ...moment(t('offer.ended'), times.ended),
          ...(operatorAgreed ? moment(t('offer.operator'), operatorAgreed.at) : []),
        ]}
      />
    </Panel>
  );
}

/** To whom the link was mailed; each can be taken back. */
function Links({ offer }: Props) {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  const { links } = offer;
  if (links.length === 0) return null;
  return (
    <Panel title={t('offer.links')}>
      <ul className="flex flex-col gap-1">
        {links.map(({ id, email, createdAt, revokedAt }) => (
          <li key={id} className="flex items-center justify-between gap-2">
            <span className="min-w-0 wrap-anywhere text-soft" suppressHydrationWarning>
              {t('offer.link_sent', { email, at: format.dateTime(createdAt) })}
              {revokedAt && ` · ${t('offer.revoked')}`}
            </span>
            {!revokedAt && (
              <Form method="post">
                <input type="hidden" name="intent" value="revoke" />
                <input type="hidden" name="link" value={id} />
                <IconButton type="submit" label={t('offer.revoke', { email })} icon={<X size={15} />} />
              </Form>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
