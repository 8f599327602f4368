import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { ButtonLink } from '~/ui/button';
import { PageHeader } from '~/ui/frame/page-header';
import { Attention } from './attention';
import { FirstSteps } from './first-steps';
import { Late } from './late';
import { loadOverview } from './load-overview.server';
import { TurnaroundChart } from './turnaround-chart';
import { VolumeChart } from './volume-chart';

export async function loader(args: LoaderFunctionArgs) {
  return loadOverview(await requireRole(args, 'reseller', 'administrator'));
}

export default function OverviewPage() {
  const { t } = useTranslation('dashboard');
  const overview = useLoaderData<typeof loader>();
  const { role, company, orders } = overview;
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={role === 'administrator' ? t('every_account') : company}
        actions={
          orders > 0 && (
            <ButtonLink to="/orders/new" variant="primary" icon={<Plus size={16} aria-hidden="true" />}>
              {t('create')}
            </ButtonLink>
          )
        }
      />
      {orders === 0 ? (
        <FirstSteps role={role} />
      ) : (
        <div className="flex flex-col gap-4">
          <Attention overview={overview} />
          <Late overview={overview} />
          <div className="grid gap-4 lg:grid-cols-3 lg:items-start">
            <TurnaroundChart overview={overview} />
            <VolumeChart overview={overview} of="created" />
            <VolumeChart overview={overview} of="completed" />
          </div>
        </div>
      )}
    </>
  );
}
