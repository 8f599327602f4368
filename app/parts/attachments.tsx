import { useSearchParams } from '@remix-run/react';
import { Lock, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownAttachment } from '~/domain/attachments/queries.server';
import { ACCEPTED, FILE_LIMIT } from '~/domain/attachments/rules';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { FileDrop, FileProgress } from '~/ui/file-drop';
import { FileLink } from '~/ui/file-link';
import { useFormat } from '~/ui/format';
import { Checkbox } from '~/ui/forms/checkbox';
import { IconButton } from '~/ui/icon-button';
import { Notice } from '~/ui/notice';
import { Panel } from '~/ui/panel';
import { RelativeTime } from '~/ui/relative-time';
import { SubmitButton } from '~/ui/submit-button';
import { useHydrated } from '~/ui/use-hydrated';
import { type Upload, useUploads } from './use-uploads';

type Props = {
  /** The order's number. */
  number: string;
  attachments: ShownAttachment[];
  /** The operator's people may add files that customers never see. */
  mayMarkInternal: boolean;
};

/** The files of a submitted order: those there are, and the way to add more. */
export function Attachments({ number, attachments, mayMarkInternal }: Props) {
  const { t } = useTranslation('orders');
  const folder = `/orders/${number}/attachments`;
  return (
    <Panel title={t('attachments.title')} id="attachments">
      {attachments.length === 0 && <p className="text-muted">{t('attachments.empty')}</p>}
      {attachments.length > 0 && (
        <ul className="flex flex-col gap-3">
          {attachments.map((file) => (
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
  const { t } = useTranslation('orders');
  const format = useFormat();
  return (
    <>
      <FileLink to={to} name={file.name} note={format.bytes(file.size)} />
      <p className="mt-1 flex flex-wrap gap-x-2 text-xs text-muted">
        {file.internal && (
          <span className="inline-flex items-center gap-1 font-semibold text-note-text">
            <Lock size={12} aria-hidden="true" />
            {t('attachments.internal_mark')}
          </span>
        )}
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

/** A form that works without script; with it files go at once, each with its progress, also when they are pasted. */
function AddFiles({ action, mayMarkInternal }: { action: string; mayMarkInternal: boolean }) {
  const { t } = useTranslation('orders');
  const hydrated = useHydrated();
  const [internal, setInternal] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { uploads, add, dismiss } = useUploads(action);
  function take(chosen: File[]) {
    add(chosen, internal);
    // Emptied, so that the same file can be chosen again.
    const field = form.current?.elements.namedItem('files');
    if (field instanceof HTMLInputElement) field.value = '';
  }
  useEffect(() => {
    function onPaste({ clipboardData }: ClipboardEvent) {
      if (clipboardData && clipboardData.files.length > 0) add([...clipboardData.files], internal);
    }
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  });
  return (
    <form
      ref={form}
      method="post"
      action={action}
      encType="multipart/form-data"
      className="no-print mt-4 flex flex-col gap-3"
    >
      <RefusedFiles />
      {mayMarkInternal && (
        <Checkbox
          name="internal"
          id="attachments-internal"
          label={t('attachments.internal')}
          checked={internal}
          onChange={(event) => setInternal(event.currentTarget.checked)}
        />
      )}
      <FileDrop
        name="files"
        id="attachments-files"
        label={t(internal ? 'attachments.add_internal' : 'attachments.add')}
        hint={t('attachments.hint', { max: FILE_LIMIT / 1_000_000 })}
        accept={ACCEPTED}
        onFiles={hydrated ? take : undefined}
      />
      {!hydrated && <SubmitButton variant="secondary">{t('attachments.upload')}</SubmitButton>}
      {uploads.map((upload) => (
        <UploadRow key={upload.key} upload={upload} onDismiss={() => dismiss(upload.key)} />
      ))}
      <UploadSummary uploads={uploads} />
    </form>
  );
}

/** Says why a form that was sent without script added nothing. */
function RefusedFiles() {
  const { say } = useErrorText();
  const [search] = useSearchParams();
  const { refused, ...details } = Object.fromEntries(search);
  if (!refused) return null;
  return <Notice tone="danger" role="alert" title={say(refused, details)} />;
}

function UploadRow({ upload, onDismiss }: { upload: Upload; onDismiss: () => void }) {
  const { t } = useTranslation('orders');
  const { say } = useErrorText();
  const { name } = upload.file;
  const dismissButton = (
    <IconButton
      label={t('attachments.dismiss', { name })}
      icon={<X size={14} aria-hidden />}
      size="small"
      onClick={onDismiss}
    />
  );
  switch (upload.state) {
    case 'waiting':
      return <FileProgress name={name} state="uploading" stateLabel={t('attachments.waiting')} percent={0} />;
    case 'uploading': {
      const { percent } = upload;
      const label = t('attachments.percent', { percent });
      return <FileProgress name={name} state="uploading" stateLabel={label} percent={percent} />;
    }
    case 'done':
      return (
        <FileProgress name={name} state="done" stateLabel={t('attachments.done')} action={dismissButton} />
      );
    case 'failed': {
      const { code, details } = upload.refusal;
      return (
        <Notice tone="danger" title={name} actions={dismissButton}>
          {say(code, details)}
        </Notice>
      );
    }
  }
}

/** Tells readers of the screen how it ended, once, and not each per cent. */
function UploadSummary({ uploads }: { uploads: Upload[] }) {
  const { t } = useTranslation('orders');
  const count = (state: Upload['state']) => uploads.filter((upload) => upload.state === state).length;
  const over = uploads.length > 0 && count('waiting') + count('uploading') === 0;
  return (
    <p role="status" className="sr-only">
      {over && count('done') > 0 && t('attachments.uploaded', { count: count('done') })}
      {over && count('failed') > 0 && ` ${t('attachments.failed', { count: count('failed') })}`}
    </p>
  );
}
