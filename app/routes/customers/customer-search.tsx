import { Form, Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { CustomerFilter } from '~/domain/companies/customers.server';
import { Button } from '~/ui/button';
import { TextInput } from '~/ui/forms/text-input';

/** Finds customers by name, number, city or e-mail address. */
export function CustomerSearch({
  filter: { q, active },
  clearTo,
}: {
  filter: CustomerFilter;
  clearTo: string;
}) {
  const { t } = useTranslation('customers');
  return (
    <search className="my-4 flex flex-wrap items-center gap-2">
      <Form method="get" action="/customers" className="flex min-w-0 flex-1 gap-2 sm:max-w-120">
        {!active && <input type="hidden" name="state" value="inactive" />}
        <div className="min-w-0 flex-1">
          <TextInput
            key={q}
            type="search"
            name="q"
            maxLength={100}
            autoComplete="off"
            aria-label={t('list.search')}
            placeholder={t('list.placeholder')}
            defaultValue={q}
          />
        </div>
        <Button type="submit">{t('list.submit')}</Button>
      </Form>
      {q && (
        <Link to={clearTo} className="text-link px-1">
          {t('list.clear')}
        </Link>
      )}
    </search>
  );
}
