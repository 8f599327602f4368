import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { MessageSquareQuote } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireSetup } from '~/domain/auth/setup.server';
import { listCannedReplies } from '~/domain/messages/canned-replies.server';
import { SetupList, useSetupColumns } from '~/parts/setup-list';
import type { Column } from '~/ui/data-table';

export async function loader(args: LoaderFunctionArgs) {
  const { saved } = await requireSetup(args);
  const replies = await listCannedReplies();
  return {
    saved,
    replies: replies.map(({ id, name, position, active }) => ({ id, label: name, position, active })),
  };
}

type Row = Awaited<ReturnType<typeof loader>>['replies'][number];

export default function CannedRepliesPage() {
  const { t } = useTranslation('admin');
  const { saved, replies } = useLoaderData<typeof loader>();
  const column = useSetupColumns();
  const columns: Column<Row>[] = [
    column.name(t('canned_replies.name')),
    column.plain('position', t('canned_replies.position'), (row) => row.position),
    column.active(t('canned_replies.active')),
  ];
  return (
    <SetupList
      words={t('canned_replies', { returnObjects: true })}
      path="/admin/canned-replies"
      icon={<MessageSquareQuote />}
      columns={columns}
      rows={replies}
      saved={saved}
    />
  );
}
