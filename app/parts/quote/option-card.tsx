import { Form } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agreedLines, optionTotals } from '~/domain/quotes/rules';
import type { ShownOption } from '~/domain/quotes/shown';
import { Button } from '~/ui/button';
import { Panel } from '~/ui/panel';
import { OptionLines } from './option-lines';
import { useQuoteWords } from './words';

type Props = {
  option: ShownOption;
  currency: string;
  /** The place of the option where there are several, from 1. */
  number: number | null;
  /** Where the choice is confirmed; absent where there is nothing to choose. */
  decideAt?: string;
  /** Search parameters that stay. */
  keep: [name: string, value: string][];
  primary: boolean;
};

/** An option with its lines; optional ones are ticked to have them, and the total follows. */
export function OptionCard({ option, currency, number, decideAt, keep, primary }: Props) {
  const { t } = useTranslation('quotes');
  const words = useQuoteWords(currency);
  const [chosen, setChosen] = useState<number[]>([]);
  const title = [number === null ? '' : t('option', { number }), words.option(option)]
    .filter(Boolean)
    .join(' · ');
  const toggle = (id: number) =>
    setChosen((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id]));
  const lines = (
    <OptionLines
      caption={title}
      currency={currency}
      lines={option.lines}
      counted={agreedLines(option.lines, chosen)}
      note={(line) =>
        line.optional &&
        (decideAt ? (
          <label className="mt-1 flex items-center gap-2 text-soft pointer-coarse:py-2">
            <input
              type="checkbox"
              name="line"
              value={line.id}
              className="size-4 flex-none"
              onChange={() => toggle(line.id)}
            />
            {t('optional_choose')}
            <span className="sr-only">: {line.description}</span>
          </label>
        ) : (
          <span className="block text-xs text-muted">{t('optional')}</span>
        ))
      }
    />
  );
  const gross = words.amount(optionTotals(option.lines, chosen).gross);
  if (!decideAt)
    return (
      <Panel title={title} flush>
        {lines}
        <div className="h-3" />
      </Panel>
    );
  return (
    <Panel title={title} flush>
      <Form method="get" action={decideAt} className="flex flex-col" autoComplete="off">
        {keep.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="option" value={option.id} />
        {lines}
        <div className="no-print mt-3 flex flex-wrap items-center justify-end gap-3 border-t border-line px-4 py-3">
          {option.lines.some(({ optional }) => optional) && (
            <p className="min-w-48 flex-1 text-muted">{t('optional_note')}</p>
          )}
          <Button type="submit" variant={primary ? 'primary' : 'secondary'} suppressHydrationWarning>
            {t(`choose.${option.kind}`, { amount: gross })}
          </Button>
        </div>
      </Form>
    </Panel>
  );
}
