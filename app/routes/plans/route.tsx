import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ShieldPlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireSetup } from '~/domain/auth/setup.server';
import { listPlans } from '~/domain/contracts/plans.server';
import { SetupList, useSetupColumns } from '~/parts/setup-list';
import { formatMoney } from '~/platform/money';
import type { Column } from '~/ui/data-table';
import { useFormat } from '~/ui/format';

export async function loader(args: LoaderFunctionArgs) {
  const { own, saved } = await requireSetup(args);
  const plans = await listPlans();
  return {
    saved,
    plans: plans.map(({ nameEn, nameDe, ...plan }) => ({
      ...plan,
      label: own(nameEn, nameDe),
    })),
  };
}

type Row = Awaited<ReturnType<typeof loader>>['plans'][number];

export default function Plans() {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  const { plans, saved } = useLoaderData<typeof loader>();
  const column = useSetupColumns();
  const columns: Column<Row>[] = [
    column.name(t('plans.name')),
    column.plain('code', t('plans.code'), (row) => <span className="tabular">{row.code}</span>),
    {
      ...column.plain<Row>('price', t('plans.price'), (row) =>
        formatMoney(row.priceMinor, row.currency, format.locale),
      ),
      align: 'end',
    },
    column.plain('term', t('plans.term'), (row) => t('months', { count: row.termMonths })),
    column.plain('renews', t('plans.renews'), (row) => row.renews),
    column.active(t('plans.active')),
  ];
  return (
    <SetupList
      words={t('plans', { returnObjects: true })}
      path="/admin/plans"
      icon={<ShieldPlus />}
      columns={columns}
      rows={plans}
      saved={saved}
    />
  );
}
