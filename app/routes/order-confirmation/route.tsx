import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { FileText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { getOrder } from '~/domain/orders/detail.server';
import { SubmissionView } from '~/parts/submission-view';
import { notFound } from '~/platform/http/responses.server';
import { ButtonLink } from '~/ui/button';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { Panel } from '~/ui/panel';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const order = await getOrder(viewer, args.params.number ?? '');
  if (!order) throw notFound();
  if (!order.submission) throw redirect(`/orders/${order.number}/edit`);
  const { content, automatic } = order.submission;
  const forOthers = viewer.role !== 'customer';
  return { number: order.number, content, automatic, location: order.location, forOthers };
}

export default function OrderConfirmation() {
  const { t } = useTranslation('orders');
  const { number, content, automatic, location, forOthers } = useLoaderData<typeof loader>();
  return (
    <div className="max-w-160">
      <PageHeader
        title={t('confirmation.title')}
        subtitle={forOthers ? t('for_customer', { name: content.customer.name }) : undefined}
        actions={
          <>
            <ButtonLink
              to={`/orders/${number}/order.pdf`}
              reloadDocument
              icon={<FileText size={16} aria-hidden />}
            >
              {t('view_pdf')}
            </ButtonLink>
            <ButtonLink to={`/orders/${number}`} variant="primary">
              {t('confirmation.open')}
            </ButtonLink>
          </>
        }
      />
      <div className="mb-5">
        <Notice
          tone="success"
          title={t(automatic ? 'confirmation.automatic' : 'confirmation.approved', { number })}
        >
          {t('confirmation.next', { location: location.name, address: content.location.address })}
        </Notice>
      </div>
      <Panel title={t('summary.heading', { number })}>
        <SubmissionView content={content} />
      </Panel>
    </div>
  );
}
