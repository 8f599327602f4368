import { useTranslation } from 'react-i18next';
import type { Choice } from '~/domain/quotes/choice.server';
import { agreedLines } from '~/domain/quotes/rules';
import { DecisionForm, type DecisionProps } from '~/parts/decision-form';
import { useFormat } from '~/ui/format';
import { Panel } from '~/ui/panel';
import { OptionLines } from './option-lines';
import { useQuoteWords } from './words';

/** Which option of a quote is agreed to with which lines, or why it is declined, and by whom. */
export function QuoteDecision({ choice, ...decision }: DecisionProps & { choice: Choice }) {
  const { t } = useTranslation('quotes');
  const { quote, agreed } = choice;
  const words = useQuoteWords(quote.currency);
  return (
    <DecisionForm
      {...decision}
      outcome={agreed ? 'accepted' : 'declined'}
      words={{
        reasonHelp: t('reason_help'),
        submit: agreed
          ? t(`agree.${agreed.option.kind}`, { amount: words.amount(agreed.totals.gross) })
          : t('decline_now'),
        back: t('back_to_quote'),
      }}
    >
      {agreed && <Agreed quote={quote} agreed={agreed} />}
    </DecisionForm>
  );
}

type AgreedProps = { quote: Choice['quote']; agreed: NonNullable<Choice['agreed']> };

function Agreed({ quote, agreed: { option, totals, lineIds } }: AgreedProps) {
  const { t } = useTranslation('quotes');
  const format = useFormat();
  const title = useQuoteWords(quote.currency).option(option);
  const lines = agreedLines(option.lines, lineIds);
  return (
    <>
      <input type="hidden" name="option" value={option.id} />
      <input type="hidden" name="gross" value={totals.gross} />
      {lineIds.map((id) => (
        <input key={id} type="hidden" name="lines" value={id} />
      ))}
      <Panel title={title} flush>
        <OptionLines caption={title} currency={quote.currency} lines={lines} counted={lines} />
        <p className="border-t border-line px-4 py-3 text-muted" suppressHydrationWarning>
          {t('confirm_for', {
            quote: quote.number,
            version: quote.version,
            order: quote.order.number,
            device: quote.order.device,
            date: format.date(quote.validUntil),
          })}
        </p>
      </Panel>
    </>
  );
}
