import type { SubmissionResult } from '@conform-to/react';
import { Form, Link } from '@remix-run/react';
import { Pencil } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { QuoteDetail } from '~/domain/quotes/queries.server';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { ButtonLink } from '~/ui/button';
import { DescriptionList } from '~/ui/description-list';
import { useFormat } from '~/ui/format';
import { Field } from '~/ui/forms/field';
import { TextInput } from '~/ui/forms/text-input';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';

type Props = {
  quote: QuoteDetail;
  kept: Record<string, string>;
  result: SubmissionResult<string[]> | null;
};

/** What can be done with a quote besides deciding on it, and its facts. */
export function QuoteSide({ quote, kept, result }: Props) {
  const { t } = useTranslation('quotes');
  const format = useFormat();
  const { shown, state, author } = quote;
  return (
    <div className="flex min-w-0 flex-col gap-4">
      {quote.mayWrite && <StaffSteps quote={quote} />}
      <Panel title={t('facts.title')}>
        <DescriptionList
          items={[
            {
              term: t('facts.order'),
              detail: (
                <Link to={`/orders/${shown.order.number}`} className="text-link">
                  {shown.order.number}
                </Link>
              ),
            },
            { term: t('facts.device'), detail: shown.order.device },
            { term: t('facts.account'), detail: shown.account.name },
            { term: t('facts.location'), detail: shown.order.location },
            ...(quote.mayWrite ? [{ term: t('facts.author'), detail: author }] : []),
            ...(shown.sentAt
              ? [
                  {
                    term: t('facts.sent'),
                    detail: <span suppressHydrationWarning>{format.dateTime(shown.sentAt)}</span>,
                  },
                ]
              : []),
            {
              term: t('facts.valid_until'),
              detail: <span suppressHydrationWarning>{format.date(shown.validUntil)}</span>,
            },
          ]}
        />
      </Panel>
      {state === 'sent' && quote.mayAsk && <AskPanel kept={kept} result={result} />}
    </div>
  );
}

/** The next steps of the operator's people: send, edit, take back, write a new version. */
function StaffSteps({ quote }: { quote: QuoteDetail }) {
  const { t } = useTranslation('quotes');
  const { state, shown, mayRevise } = quote;
  const edit = `/orders/${shown.order.number}/quote`;
  const step = (intent: 'send' | 'withdraw' | 'discard', variant: 'primary' | 'secondary') => (
    <Form method="post">
      <input type="hidden" name="intent" value={intent} />
      <SubmitButton variant={variant}>{t(`steps.${intent}`)}</SubmitButton>
    </Form>
  );
  if (state !== 'draft' && state !== 'sent' && !mayRevise) return null;
  return (
    <Panel title={t('steps.title')}>
      <p className="text-soft">
        {t(`steps.text.${state === 'draft' || state === 'sent' ? state : 'ended'}`)}
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        {state === 'draft' && mayRevise && step('send', 'primary')}
        {mayRevise && (
          <ButtonLink to={edit} icon={<Pencil size={16} aria-hidden />}>
            {t(state === 'draft' ? 'steps.edit' : 'steps.revise')}
          </ButtonLink>
        )}
        {state === 'sent' && step('withdraw', 'secondary')}
        {state === 'draft' && step('discard', 'secondary')}
      </div>
    </Panel>
  );
}

/** Asks somebody without an account to decide, by a mailed link. */
function AskPanel({ kept, result }: Omit<Props, 'quote'>) {
  const { t } = useTranslation('quotes');
  const { all } = useErrorText();
  const typed = (name: string) => String(result?.initialValue?.[name] ?? kept[name] ?? '');
  const errors = (name: string) => all(result?.error?.[name] ?? undefined);
  return (
    <Panel title={t('ask.title')}>
      <p className="text-soft">{t('ask.text')}</p>
      <details className="mt-2" open={result !== null || kept.intent === 'ask'}>
        <summary className="disclosure">{t('ask.open')}</summary>
        <Form method="post" noValidate className="mt-3 flex flex-col gap-4">
          <input type="hidden" name="intent" value="ask" />
          <Field name="name" id="ask-name" required label={t('ask.name')} errors={errors('name')}>
            <TextInput autoComplete="off" defaultValue={typed('name')} />
          </Field>
          <Field name="email" id="ask-email" required label={t('ask.email')} errors={errors('email')}>
            <TextInput type="email" autoComplete="off" defaultValue={typed('email')} />
          </Field>
          <div>
            <SubmitButton variant="secondary">{t('ask.send')}</SubmitButton>
          </div>
        </Form>
      </details>
    </Panel>
  );
}
