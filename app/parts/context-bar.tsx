import { Form, Link, useLocation } from '@remix-run/react';
import { Building2, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OrderingContext } from '~/domain/companies/context.server';
import { cx } from '~/ui/cx';
import { customerOrdersPath } from './customer-links';

/** For whom this browser is ordering, with the way to the customer's orders and out of it. */
export function ContextBar({ context }: { context: OrderingContext }) {
  const { t } = useTranslation('customers');
  const { pathname, search } = useLocation();
  const { id, number, name, ended } = context;
  return (
    <section aria-label={t('context.label')} className={cx('context-bar no-print', ended && 'context-ended')}>
      <Building2 size={16} aria-hidden className="flex-none" />
      <p className="context-customer" role="status">
        {ended ? (
          t('context.ended', { name })
        ) : (
          <>
            {t('context.for')} <strong className="font-semibold">{name}</strong>{' '}
            <span className="tabular whitespace-nowrap">{number}</span>
          </>
        )}
      </p>
      {!ended && (
        <Link to={customerOrdersPath(id)} className="context-link">
          {t('context.orders')}
        </Link>
      )}
      <Form method="post" action="/context">
        <input type="hidden" name="redirectTo" value={`${pathname}${search}`} />
        <button type="submit" className="context-link">
          <X size={14} aria-hidden />
          {t(ended ? 'context.close' : 'context.leave')}
        </button>
      </Form>
    </section>
  );
}
