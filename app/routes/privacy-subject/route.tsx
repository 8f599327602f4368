import type { LoaderFunctionArgs } from '@remix-run/node';
import { Form, Link, useLoaderData } from '@remix-run/react';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { isSubjectKind } from '~/domain/privacy/rules';
import { getSubject } from '~/domain/privacy/subjects.server';
import { idOf } from '~/platform/http/id-param';
import { notFound } from '~/platform/http/responses.server';
import { DescriptionList } from '~/ui/description-list';
import { useFormat } from '~/ui/format';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';
import { ErasePanel } from './erase-panel';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'administrator');
  const { kind } = args.params;
  const id = idOf(args.params.id);
  const subject = isSubjectKind(kind) && id !== null ? await getSubject(viewer, kind, id) : null;
  if (!subject) throw notFound();
  return { ...subject, erasedAt: subject.erasedAt?.toISOString() ?? null };
}

const COUNTED = ['people', 'orders', 'messages', 'files', 'mails'] as const;

export default function PrivacySubject() {
  const { t } = useTranslation(['privacy', 'auth']);
  const format = useFormat();
  const subject = useLoaderData<typeof loader>();
  const { kind, id, name, role, company, confirm, erasedAt, counts } = subject;
  const counted = COUNTED.filter((what) => what !== 'people' || kind === 'customers');
  return (
    <>
      <PageHeader
        back={{ to: '/admin/privacy', label: t('title') }}
        title={name}
        subtitle={`${t(`auth:demo.roles.${role as 'customer'}`)} · ${confirm}`}
      />
      <div className="flex max-w-160 flex-col gap-5">
        {erasedAt && (
          <Notice title={t('subject.gone_title')}>
            {t('subject.gone_text', { date: format.date(erasedAt) })}
          </Notice>
        )}
        <Panel title={t('subject.there_is')}>
          <DescriptionList
            items={[
              ...(company ? [{ term: t('subject.company'), detail: <CompanyLink {...company} /> }] : []),
              ...counted.map((what) => ({
                term: t(`subject.${what}`),
                detail: <span className="tabular">{format.number(counts[what])}</span>,
              })),
            ]}
          />
        </Panel>
        <Panel title={t('subject.export')}>
          <p className="mb-3 text-soft">{t('subject.export_text')}</p>
          <Form method="post" action={`/admin/privacy/${kind}/${id}/data.zip`} reloadDocument>
            <SubmitButton variant="secondary" icon={<Download size={16} aria-hidden />}>
              {t('subject.export_submit')}
            </SubmitButton>
          </Form>
        </Panel>
        {!erasedAt && <ErasePanel subject={subject} />}
      </div>
    </>
  );
}

function CompanyLink({ id, name }: { id: number; name: string }) {
  return (
    <Link to={`/admin/privacy/customers/${id}`} className="text-link">
      {name}
    </Link>
  );
}
