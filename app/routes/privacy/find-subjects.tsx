import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { findSubjects } from '~/domain/privacy/subjects.server';
import { PageSearch } from '~/parts/page-search';
import { Panel } from '~/ui/panel';

type Found = Awaited<ReturnType<typeof findSubjects>>;

/** Leads to a person or a customer whose data is wanted. */
export function FindSubjects({ q, found }: { q: string; found: Found }) {
  const { t } = useTranslation(['privacy', 'auth', 'customers']);
  const { people, customers } = found;
  const words = {
    label: t('find.label'),
    placeholder: t('find.label'),
    submit: t('find.submit'),
    clear: t('customers:list.clear'),
  };
  return (
    <Panel title={t('find.title')}>
      <p className="text-soft">{t('find.text')}</p>
      <PageSearch action="/admin/privacy" q={q} words={words} clearTo="/admin/privacy" />
      {q && people.length + customers.length === 0 && <p role="status">{t('find.nobody')}</p>}
      <Group title={t('find.people')} count={people.length}>
        {people.map(({ id, name, email, role, company }) => (
          <Hit key={id} to={`/admin/privacy/people/${id}`} name={name}>
            {[email, t(`auth:demo.roles.${role as 'customer'}`), company?.name].filter(Boolean).join(' · ')}
          </Hit>
        ))}
      </Group>
      <Group title={t('find.customers')} count={customers.length}>
        {customers.map(({ id, name, number, city }) => (
          <Hit key={id} to={`/admin/privacy/customers/${id}`} name={name}>
            {[number, city].filter(Boolean).join(' · ')}
          </Hit>
        ))}
      </Group>
    </Panel>
  );
}

function Group({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  if (count === 0) return null;
  return (
    <>
      <h3 className="mt-4 text-sm">{title}</h3>
      <ul className="divide-y divide-line">{children}</ul>
    </>
  );
}

function Hit({ to, name, children }: { to: string; name: string; children: ReactNode }) {
  return (
    <li className="py-2">
      <Link to={to} className="text-link font-medium wrap-anywhere">
        {name}
      </Link>
      <p className="text-muted wrap-anywhere">{children}</p>
    </li>
  );
}
