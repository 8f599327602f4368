import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatImei } from '~/domain/devices/rules';
import type { OrderDetail } from '~/domain/orders/detail.server';
import { answersAndGates } from '~/domain/orders/schema';
import { AnswerList } from '~/parts/answer-list';
import { TrackingLink } from '~/parts/tracking-link';
import { CopyText } from '~/ui/copy-text';
import { type Description, DescriptionList } from '~/ui/description-list';
import { useFormat } from '~/ui/format';
import { Panel } from '~/ui/panel';

type Props = {
  order: Pick<
    OrderDetail,
    | 'number'
    | 'spId'
    | 'customer'
    | 'account'
    | 'location'
    | 'createdAt'
    | 'createdBy'
    | 'onBehalf'
    | 'trackingNumbers'
    | 'shippingMethod'
  >;
  submission: NonNullable<OrderDetail['submission']>;
};

/** Device, problem, answers, customer and references, as they were submitted. */
export function Facts({ order, submission }: Props) {
  const { t, i18n } = useTranslation(['orders', 'common']);
  const format = useFormat();
  const { content } = submission;
  const answers = answersAndGates(content);
  const copy = (value: string) => (
    <CopyText value={value} label={t('common:copy')} copiedLabel={t('common:copied')} />
  );
  const copies = (values: string[]) => values.map((value) => <div key={value}>{copy(value)}</div>);
  const tracked = (number: string) => (
    <div key={number}>
      {copy(number)}
      <div className="text-xs">
        <TrackingLink number={number} />
      </div>
    </div>
  );
  const item = (term: string, detail: ReactNode): Description[] => [{ term, detail }];
  const optional = (term: string, value: string | null | undefined, shown?: ReactNode) =>
    value ? item(term, shown ?? value) : [];
  const { imei, serial } = content.device;
  return (
    <>
      <Panel title={t('form.device.title')}>
        <DescriptionList
          items={[
            ...item(t('columns.device'), content.device.name),
            ...optional('IMEI', imei, imei && copy(formatImei(imei))),
            ...optional(t('serial'), serial, serial && copy(serial)),
          ]}
        />
        <h3 className="mt-4 text-xs leading-5 font-normal text-muted">{t('form.problem.title')}</h3>
        <p className="whitespace-pre-wrap wrap-anywhere">{content.problem}</p>
        {answers.length > 0 && (
          <div className="mt-4">
            <AnswerList answers={answers} />
          </div>
        )}
      </Panel>
      <Panel title={t('facts.order')}>
        <DescriptionList
          items={[
            ...item(
              t('facts.created'),
              <span suppressHydrationWarning>{format.dateTime(order.createdAt)}</span>,
            ),
            ...item(t(order.onBehalf ? 'facts.created_on_behalf' : 'facts.created_by'), order.createdBy.name),
            ...optional('SP-ID', order.spId, order.spId && copy(order.spId)),
            ...optional(
              t('form.customer_references'),
              content.customerReferences[0],
              copies(content.customerReferences),
            ),
            ...optional(
              t('form.internal_references'),
              content.internalReferences[0],
              copies(content.internalReferences),
            ),
            ...optional(t('facts.tracking'), order.trackingNumbers[0], order.trackingNumbers.map(tracked)),
            ...optional(
              t('form.shipping.title'),
              order.shippingMethod?.[i18n.language === 'de' ? 'nameDe' : 'nameEn'],
            ),
            ...(content.delivery
              ? item(
                  t('form.delivery.title'),
                  <>
                    {content.delivery.method}
                    {content.delivery.address && (
                      <span className="block text-muted">
                        {content.delivery.address.name}
                        <br />
                        <PostalAddress {...content.delivery.address} />
                      </span>
                    )}
                  </>,
                )
              : []),
          ]}
        />
      </Panel>
      <Panel title={t('form.customer.title')}>
        <DescriptionList
          items={[
            ...item(t('facts.name'), order.customer.name),
            ...item(t('facts.number'), copy(order.customer.number)),
            ...item(t('facts.address'), <PostalAddress {...order.customer} />),
            ...optional(t('facts.email'), order.customer.email),
            ...optional(t('facts.phone'), order.customer.phone),
            ...(order.account.name !== order.customer.name
              ? item(t('facts.account'), order.account.name)
              : []),
            ...item(
              t('form.location.title'),
              <>
                {order.location.name}
                <span className="block text-muted">
                  <PostalAddress {...order.location} />
                </span>
              </>,
            ),
          ]}
        />
      </Panel>
    </>
  );
}

function PostalAddress({ street, postalCode, city }: { street: string; postalCode: string; city: string }) {
  return (
    <>
      {street}
      <br />
      {postalCode} {city}
    </>
  );
}
