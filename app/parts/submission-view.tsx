import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatImei } from '~/domain/devices/rules';
import { answersAndGates, type SubmissionContent } from '~/domain/orders/schema';
import { type Description, DescriptionList } from '~/ui/description-list';
import { AnswerList } from './answer-list';

type Serialised = Pick<
  SubmissionContent,
  | 'customer'
  | 'location'
  | 'shippingMethod'
  | 'device'
  | 'problem'
  | 'customerReferences'
  | 'internalReferences'
  | 'delivery'
  | 'answers'
  | 'gates'
>;

type Props = {
  content: Serialised;
  /** Adds the ways back to each part of the form at this address. */
  editAt?: string;
  /** Who orders for one company only has no customer to change. */
  choosesCustomer?: boolean;
  /** A passcode is kept, which is not shown. */
  passcodeKept?: boolean;
};

/** What was submitted, or would be, laid out like the paper it becomes. */
export function SubmissionView({ content, editAt, choosesCustomer = false, passcodeKept = false }: Props) {
  const { t } = useTranslation(['orders', 'common', 'intake']);
  const { device, delivery } = content;
  const answers = answersAndGates(content);
  const identifiers: Description[] = [
    ...(device.imei
      ? [{ term: 'IMEI', detail: <span className="tabular">{formatImei(device.imei)}</span> }]
      : []),
    ...(device.serial
      ? [{ term: t('serial'), detail: <span className="tabular">{device.serial}</span> }]
      : []),
    ...(passcodeKept ? [{ term: t('intake:passcode.title'), detail: t('intake:passcode.is_kept') }] : []),
  ];
  const part = (title: string, field: string, children: ReactNode) => (
    <section className="border-t border-line py-4 first:border-t-0 first:pt-0">
      <div className="mb-2 flex items-baseline justify-between gap-4">
        <h3 className="text-sm">{title}</h3>
        {editAt && (field !== 'customer' || choosesCustomer) && (
          <Link
            to={`${editAt}#${field}`}
            className="text-accent-text underline underline-offset-3"
            aria-label={t('summary.change_part', { part: title })}
          >
            {t('summary.change')}
          </Link>
        )}
      </div>
      {children}
    </section>
  );
  return (
    <div>
      {part(
        t('form.customer.title'),
        'customer',
        <p>
          {content.customer.name} <span className="tabular text-muted">{content.customer.number}</span>
        </p>,
      )}
      {part(
        t('form.device.title'),
        'identifier',
        <DescriptionList items={[{ term: t('columns.device'), detail: device.name }, ...identifiers]} />,
      )}
      {part(
        t('form.problem.title'),
        'problem',
        <p className="whitespace-pre-wrap wrap-anywhere">{content.problem}</p>,
      )}
      {answers.length > 0 && part(t('summary.answers'), 'problem', <AnswerList answers={answers} />)}
      {part(
        t('form.references.title'),
        'customerReferences',
        <DescriptionList
          items={[
            { term: t('form.customer_references'), detail: content.customerReferences.join(', ') || '–' },
            { term: t('form.internal_references'), detail: content.internalReferences.join(', ') || '–' },
          ]}
        />,
      )}
      {part(
        t('form.location.title'),
        'locationId',
        <p>
          {content.location.name}
          <br />
          <span className="text-muted">{content.location.address}</span>
        </p>,
      )}
      {content.shippingMethod &&
        part(t('form.shipping.title'), 'shippingMethodId', <p>{content.shippingMethod}</p>)}
      {delivery &&
        part(
          t('form.delivery.title'),
          'deliveryMethodId',
          <p>
            {delivery.method}
            {delivery.address && (
              <span className="block text-muted">
                {[
                  delivery.address.name,
                  delivery.address.street,
                  `${delivery.address.postalCode} ${delivery.address.city}`,
                  delivery.address.country,
                ].join(', ')}
              </span>
            )}
          </p>,
        )}
    </div>
  );
}
