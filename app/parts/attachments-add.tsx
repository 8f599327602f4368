import { useSearchParams } from '@remix-run/react';
import { RotateCcw, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ACCEPTED, FILE_LIMIT, ORDER_LIMIT } from '~/domain/attachments/rules';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { CameraButton } from '~/ui/camera-button';
import { FileDrop, FileProgress } from '~/ui/file-drop';
import { Checkbox } from '~/ui/forms/checkbox';
import { IconButton } from '~/ui/icon-button';
import { Notice } from '~/ui/notice';
import { SubmitButton } from '~/ui/submit-button';
import { useHydrated } from '~/ui/use-hydrated';
import { type Upload, useUploads } from './use-uploads';

const MB = 1_000_000;
/** Refusals after which the same file may be taken. */
const TRANSIENT = ['network_failed', 'unknown'];

/** A form that works without script; with it files go at once, each with its progress, also when they are pasted. */
export function AddFiles({ action, mayMarkInternal }: { action: string; mayMarkInternal: boolean }) {
  const { t } = useTranslation('orders');
  const hydrated = useHydrated();
  const [internal, setInternal] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { uploads, add, again, dismiss } = useUploads(action);
  function take(chosen: File[]) {
    add(chosen, internal);
    // Emptied, so that the same file can be chosen again.
    for (const field of form.current?.querySelectorAll<HTMLInputElement>('input[type="file"]') ?? [])
      field.value = '';
  }
  useEffect(() => {
    function onPaste({ clipboardData }: ClipboardEvent) {
      // Office programs put a picture of copied text beside the text.
      if (!clipboardData || clipboardData.types.includes('text/plain')) return;
      if (clipboardData.files.length > 0) add([...clipboardData.files], internal);
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
        hint={t('attachments.hint', { max: FILE_LIMIT / MB, total: ORDER_LIMIT / MB })}
        accept={ACCEPTED}
        onFiles={hydrated ? take : undefined}
      />
      <CameraButton
        name="files"
        id="attachments-camera"
        label={t('attachments.camera')}
        onFiles={hydrated ? take : undefined}
      />
      {!hydrated && <SubmitButton variant="secondary">{t('attachments.upload')}</SubmitButton>}
      {uploads.map((upload) => (
        <UploadRow
          key={upload.key}
          upload={upload}
          onAgain={() => again(upload.key)}
          onDismiss={() => dismiss(upload.key)}
        />
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

const STATE_LABELS = {
  waiting: 'attachments.waiting',
  uploading: 'attachments.percent',
  done: 'attachments.done',
} as const;

type RowProps = { upload: Upload; onAgain: () => void; onDismiss: () => void };

function UploadRow({ upload, onAgain, onDismiss }: RowProps) {
  const { t } = useTranslation('orders');
  const { say } = useErrorText();
  const { name } = upload.file;
  const under = upload.state === 'waiting' || upload.state === 'uploading';
  const dismissButton = (
    <IconButton
      label={t(under ? 'attachments.cancel' : 'attachments.dismiss', { name })}
      icon={<X size={14} aria-hidden />}
      size="small"
      onClick={onDismiss}
    />
  );
  if (upload.state === 'failed') {
    const { code, details } = upload.refusal;
    const againButton = (
      <IconButton
        label={t('attachments.again', { name })}
        icon={<RotateCcw size={14} aria-hidden />}
        size="small"
        onClick={onAgain}
      />
    );
    const actions = (
      <>
        {TRANSIENT.includes(code) && againButton}
        {dismissButton}
      </>
    );
    return (
      <Notice tone="danger" title={name} actions={actions}>
        {say(code, details)}
      </Notice>
    );
  }
  const percent = upload.state === 'uploading' ? upload.percent : 0;
  const label = STATE_LABELS[upload.state];
  return (
    <FileProgress
      name={name}
      state={under ? 'uploading' : 'done'}
      stateLabel={t(label, { percent })}
      percent={percent}
      action={dismissButton}
    />
  );
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
