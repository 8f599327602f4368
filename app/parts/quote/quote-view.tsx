import { useTranslation } from 'react-i18next';
import type { QuoteDetail } from '~/domain/quotes/queries.server';
import { agreedLines } from '~/domain/quotes/rules';
import { ButtonLink } from '~/ui/button';
import { useFormat } from '~/ui/format';
import { Panel } from '~/ui/panel';
import { OptionCard } from './option-card';
import { OptionLines } from './option-lines';
import { QuoteOutcome } from './quote-outcome';
import { useQuoteWords } from './words';

type Props = {
  quote: QuoteDetail;
  /** Where it is decided on, without search parameters. */
  decideAt: string;
  /** Search parameters that stay. */
  keep: [name: string, value: string][];
  /** The decision was made just now. */
  just: boolean;
};

/** What is offered, and how it stands; whoever may decide chooses an option here and confirms it on the next page. */
export function QuoteView({ quote, decideAt, keep, just }: Props) {
  const { t } = useTranslation('quotes');
  const format = useFormat();
  const { shown, decision, mayDecide } = quote;
  const words = useQuoteWords(shown.currency);
  const several = shown.options.length > 1;
  const query = new URLSearchParams([...keep, ['outcome', 'declined']]);
  return (
    <div className="flex flex-col gap-4">
      <QuoteOutcome quote={quote} just={just} />
      {mayDecide && (
        <p className="text-base" suppressHydrationWarning>
          {t(several ? 'decide_lead_several' : 'decide_lead', { date: format.date(shown.validUntil) })}
        </p>
      )}
      {shown.message && (
        <Panel title={t('message')}>
          <p className="whitespace-pre-wrap wrap-anywhere">{shown.message}</p>
        </Panel>
      )}
      {decision?.agreed ? (
        <Panel title={t('agreed_title', { option: words.option(decision.agreed.option) })} flush>
          <OptionLines
            caption={words.option(decision.agreed.option)}
            currency={shown.currency}
            lines={agreedLines(decision.agreed.option.lines, decision.agreed.lineIds)}
            counted={agreedLines(decision.agreed.option.lines, decision.agreed.lineIds)}
          />
          <div className="h-3" />
        </Panel>
      ) : (
        shown.options.map((option, index) => (
          <OptionCard
            key={option.id}
            option={option}
            currency={shown.currency}
            number={several ? index + 1 : null}
            keep={keep}
            primary={index === 0}
            {...(mayDecide && { decideAt })}
          />
        ))
      )}
      {mayDecide && (
        <div className="no-print">
          <ButtonLink to={`${decideAt}?${query}`}>{t('decline')}</ButtonLink>
        </div>
      )}
    </div>
  );
}
