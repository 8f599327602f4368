import { ClipboardList } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Role } from '~/domain/auth/rules';
import { ButtonLink } from '~/ui/button';
import { EmptyState } from '~/ui/empty-state';
import { Panel } from '~/ui/panel';

const STEPS = [
  { name: 'customers', to: '/customers/new' },
  { name: 'import', to: '/imports/new' },
  { name: 'order', to: '/orders/new' },
] as const;

/** What to do before there is anything to look over. */
export function FirstSteps({ role }: { role: Role }) {
  const { t } = useTranslation('dashboard');
  if (role !== 'reseller')
    return (
      <div className="data-table-box">
        <EmptyState icon={<ClipboardList />} title={t('empty.title')} text={t('empty.text')} />
      </div>
    );
  return (
    <Panel title={t('first.title')}>
      <p className="mb-4 max-w-160 text-soft">{t('first.text')}</p>
      <ol className="grid gap-3 md:grid-cols-3">
        {STEPS.map(({ name, to }, index) => (
          <li key={name} className="flex flex-col gap-2 rounded-md border border-line p-4">
            <h3 className="flex items-center gap-2 text-base">
              <span className="grid size-6 flex-none place-items-center rounded-full bg-accent-soft text-xs text-accent-text">
                {index + 1}
              </span>
              {t(`first.${name}.title`)}
            </h3>
            <p className="flex-1 text-soft">{t(`first.${name}.text`)}</p>
            <ButtonLink to={to} variant={name === 'order' ? 'primary' : 'secondary'}>
              {t(`first.${name}.action`)}
            </ButtonLink>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
