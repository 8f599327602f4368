import { useTranslation } from 'react-i18next';
import { DescriptionList } from '~/ui/description-list';
import { Panel } from '~/ui/panel';
import type { ShownContent } from './route';

/** A mail as its recipient sees it, its plain text and its headers. */
export function MailContent({ id, content }: { id: number; content: ShownContent }) {
  const { t } = useTranslation('admin');
  return (
    <>
      {content.hasHtml && (
        <Panel title={t('mail.html')} flush>
          <iframe
            title={t('mail.html')}
            src={`/admin/mailbox/${id}/html`}
            sandbox=""
            className="h-160 w-full rounded-b-md bg-white"
          />
        </Panel>
      )}
      <Panel title={t('mail.text')}>
        <pre className="whitespace-pre-wrap wrap-anywhere">{content.text}</pre>
      </Panel>
      <Panel title={t('mail.headers')}>
        <DescriptionList items={content.headers.map(({ name, value }) => ({ term: name, detail: value }))} />
      </Panel>
    </>
  );
}
