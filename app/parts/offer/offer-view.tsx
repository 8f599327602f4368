import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { OfferDetail } from '~/domain/contracts/offer-queries.server';
import { Button } from '~/ui/button';
import { OfferLines } from './offer-lines';
import { OfferOutcome } from './offer-outcome';
import { useOfferWords } from './words';

type Props = {
  offer: OfferDetail;
  /** Where it is decided on, without search parameters. */
  decideAt: string;
  /** Search parameters that stay. */
  keep: [name: string, value: string][];
  /** The decision was made just now. */
  just: boolean;
};

/** What is offered, how it stands, and the two answers that whoever may decide can give; confirmed on the next page. */
export function OfferView({ offer, decideAt, keep, just }: Props) {
  const { t } = useTranslation('contracts');
  const { shown, mayDecide } = offer;
  const { amount } = useOfferWords(shown.currency);
  return (
    <div className="flex flex-col gap-4">
      <OfferOutcome offer={offer} just={just} />
      {shown.contract && (
        <p className="text-soft">
          {t(shown.purpose === 'extension' ? 'purpose.extension_of' : 'purpose.reorder_of', {
            contract: shown.contract,
          })}
        </p>
      )}
      <OfferLines shown={shown} />
      {mayDecide && (
        <div className="no-print flex flex-wrap gap-3">
          {(['accepted', 'declined'] as const).map((outcome) => (
            <Form key={outcome} method="get" action={decideAt}>
              {[...keep, ['outcome', outcome] as const].map(([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))}
              <Button
                type="submit"
                variant={outcome === 'accepted' ? 'primary' : 'secondary'}
                suppressHydrationWarning
              >
                {outcome === 'accepted'
                  ? t('decide.accept', { amount: amount(shown.totals.gross) })
                  : t('decide.decline')}
              </Button>
            </Form>
          ))}
        </div>
      )}
    </div>
  );
}
