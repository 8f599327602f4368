import { useTranslation } from 'react-i18next';
import type { ShownAttachment } from '~/domain/attachments/queries.server';
import { FileLink } from '~/ui/file-link';
import { useFormat } from '~/ui/format';
import { Panel } from '~/ui/panel';
import { RelativeTime } from '~/ui/relative-time';
import { AddFiles } from './attachments-add';
import { Gallery, InternalMark } from './attachments-gallery';

type Props = {
  /** The order's number. */
  number: string;
  attachments: ShownAttachment[];
  /** The operator's people may add files that customers never see. */
  mayMarkInternal: boolean;
};

/** The files of a submitted order: pictures to look at, the others to download, and the way to add more. */
export function Attachments({ number, attachments, mayMarkInternal }: Props) {
  const { t } = useTranslation('orders');
  const folder = `/orders/${number}/attachments`;
  const pictures = attachments.filter(({ preview, previewExpected }) => preview || previewExpected);
  const others = attachments.filter((file) => !pictures.includes(file));
  return (
    <Panel title={t('attachments.title')} id="attachments">
      {attachments.length === 0 && <p className="text-muted">{t('attachments.empty')}</p>}
      {pictures.length > 0 && <Gallery pictures={pictures} folder={folder} />}
      {others.length > 0 && (
        <ul className="mt-4 flex flex-col gap-3 first:mt-0">
          {others.map((file) => (
            <li key={file.id}>
              <AttachmentRow file={file} to={`${folder}/${file.id}`} />
            </li>
          ))}
        </ul>
      )}
      <AddFiles action={folder} mayMarkInternal={mayMarkInternal} />
    </Panel>
  );
}

function AttachmentRow({ file, to }: { file: ShownAttachment; to: string }) {
  const format = useFormat();
  return (
    <>
      <FileLink to={to} name={file.name} note={format.bytes(file.size)} />
      <p className="mt-1 flex flex-wrap gap-x-2 text-xs text-muted">
        {file.internal && <InternalMark />}
        <span>{file.uploader}</span>
        <RelativeTime
          iso={new Date(file.createdAt).toISOString()}
          relative={format.relative(file.createdAt)}
          exact={format.dateTime(file.createdAt)}
        />
      </p>
    </>
  );
}
