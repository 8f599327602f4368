import type { SubmissionResult } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { BasketDetail } from '~/domain/contracts/basket-queries.server';
import { BasketFields } from '~/parts/offer/basket-fields';
import { useOfferWords } from '~/parts/offer/words';
import { useTypedFields } from '~/parts/typed-fields';
import { DateInput } from '~/ui/forms/date-input';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { Field } from '~/ui/forms/field';
import { TextInput } from '~/ui/forms/text-input';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';
import type { BasketForm } from './actions.server';

type Props = {
  basket: BasketDetail;
  kept: Record<string, string>;
  answer: { form: BasketForm; result: SubmissionResult<string[]> } | null;
  days: { first: string; usual: string; last: string };
  submissionKey: string;
  locations: { id: number; name: string }[];
  /** The viewer is the customer: nothing is mailed to somebody else without their wish. */
  own: boolean;
};

/** Makes the offer, and says what the basket is called and where its devices go. */
export function BasketSide(props: Props) {
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <MakeOffer {...props} />
      <Details {...props} />
    </div>
  );
}

function MakeOffer({ basket, kept, answer, days, submissionKey, own }: Props) {
  const { t } = useTranslation(['contracts', 'common', 'orders']);
  const { shown, prospect } = basket;
  const began = { validUntil: days.usual, submissionKey, ...(kept.intent === 'offer' ? kept : {}) };
  const { typed, errors, wrong } = useTypedFields(answer?.form === 'offer' ? answer.result : null, began);
  const { amount } = useOfferWords(shown.currency);
  const { name: customer, email } = shown.customer;
  return (
    <Panel title={t('make.title')}>
      <p className="flex justify-between gap-3 font-semibold" suppressHydrationWarning>
        <span>{t('orders:lines.total')}</span> <span className="tabular">{amount(shown.totals.gross)}</span>
      </p>
      <p className="mt-2 text-soft">{t('make.text')}</p>
      {prospect && <p className="mt-2 text-soft">{t('make.prospect', { customer })}</p>}
      <p className="mt-2 text-soft wrap-anywhere">
        {email ? t('make.mailed_to', { email }) : t('make.no_email', { customer })}
      </p>
      <Form method="post" noValidate className="mt-4 flex flex-col gap-4">
        <ErrorSummary title={t('common:form.errors')} errors={wrong} />
        <input type="hidden" name="intent" value="offer" />
        <input type="hidden" name="submissionKey" value={typed('submissionKey')} />
        <Field name="validUntil" required label={t('make.valid')} errors={errors('validUntil')}>
          <DateInput min={days.first} max={days.last} defaultValue={typed('validUntil')} />
        </Field>
        <Field
          name="approverName"
          label={t('make.approver_name')}
          optionalLabel={t('common:optional')}
          help={t('make.approver_name_help')}
          errors={errors('approverName')}
        >
          <TextInput autoComplete="off" defaultValue={typed('approverName')} />
        </Field>
        <Field
          name="approverEmail"
          label={t('make.approver_email')}
          optionalLabel={t('common:optional')}
          errors={errors('approverEmail')}
        >
          <TextInput type="email" autoComplete="off" defaultValue={typed('approverEmail')} />
        </Field>
        <div className="flex flex-wrap gap-2">
          <SubmitButton name="send" value="on">
            {t(own ? 'make.own' : 'make.send')}
          </SubmitButton>
          {!own && <SubmitButton variant="secondary">{t('make.draft')}</SubmitButton>}
        </div>
      </Form>
    </Panel>
  );
}

function Details({ basket, kept, answer, locations }: Props) {
  const { t } = useTranslation(['contracts', 'common']);
  const began = {
    title: basket.shown.title,
    locationId: String(basket.locationId ?? ''),
    ...(kept.intent === 'details' ? kept : {}),
  };
  const { typed, errors } = useTypedFields(answer?.form === 'details' ? answer.result : null, began);
  return (
    <Panel title={t('basket.details')}>
      <Form method="post" noValidate className="flex flex-col gap-4">
        <input type="hidden" name="intent" value="details" />
        <BasketFields locations={locations} typed={typed} errors={errors} />
        <div className="flex flex-wrap gap-2">
          <SubmitButton variant="secondary">{t('basket.save')}</SubmitButton>
        </div>
      </Form>
      <Form method="post" className="mt-4 border-t border-line pt-4">
        <input type="hidden" name="intent" value="discard" />
        <SubmitButton variant="quiet">{t('basket.discard')}</SubmitButton>
      </Form>
    </Panel>
  );
}
