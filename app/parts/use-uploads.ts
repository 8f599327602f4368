import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { FILE_LIMIT } from '~/domain/attachments/rules';

type Refusal = { code: string; details: Record<string, string | number> };

export type Upload = { key: number; file: File; internal: boolean } & (
  | { state: 'waiting' }
  /** `percent` of the bytes are sent. */
  | { state: 'uploading'; percent: number }
  | { state: 'done' }
  | { state: 'failed'; refusal: Refusal }
);

/**
 * Sends files to `action` one after another, each in a request of its own, and loads the page's data again when all are
 * through. Leaving the page asks first while a file is on its way.
 */
export function useUploads(action: string) {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const nextKey = useRef(0);
  const requests = useRef(new Map<number, XMLHttpRequest>());
  const { revalidate } = useRevalidator();
  const busy = uploads.some(({ state }) => state === 'uploading');
  const next = busy ? undefined : uploads.find(({ state }) => state === 'waiting');

  useEffect(() => {
    if (!next) return;
    const change = (progress: Progress) =>
      setUploads((all) =>
        all.map((upload) => (upload.key === next.key ? { ...upload, ...progress } : upload)),
      );
    change({ state: 'uploading', percent: 0 });
    requests.current.set(next.key, send(action, next, change, revalidate));
  }, [next, action, revalidate]);

  useEffect(() => {
    if (!busy) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [busy]);

  return {
    uploads,
    add(files: readonly File[], internal: boolean) {
      const added = files.map((file): Upload => {
        const upload = { key: nextKey.current++, file, internal };
        if (file.size <= FILE_LIMIT) return { ...upload, state: 'waiting' };
        const refusal = { code: 'file_too_large', details: { max: FILE_LIMIT / 1_000_000 } };
        return { ...upload, state: 'failed', refusal };
      });
      setUploads((all) => [...all.filter(({ state }) => state !== 'done'), ...added]);
    },
    again: (key: number) =>
      setUploads((all) =>
        all.map((upload) => (upload.key === key ? { ...upload, state: 'waiting' as const } : upload)),
      ),
    /** Forgets the file; one that is on its way is stopped. */
    dismiss(key: number) {
      requests.current.get(key)?.abort();
      setUploads((all) => all.filter((upload) => upload.key !== key));
    },
  };
}

type Progress =
  | { state: 'uploading'; percent: number }
  | { state: 'done' }
  | { state: 'failed'; refusal: Refusal };

function send(
  action: string,
  { file, internal }: Upload,
  change: (progress: Progress) => void,
  added: () => void,
): XMLHttpRequest {
  const form = new FormData();
  form.append('files', file);
  if (internal) form.append('internal', 'on');
  const request = new XMLHttpRequest();
  request.open('POST', action);
  request.setRequestHeader('Accept', 'application/json');
  request.responseType = 'json';
  request.upload.onprogress = ({ loaded, total }) =>
    change({ state: 'uploading', percent: Math.round((100 * loaded) / Math.max(total, 1)) });
  request.onload = () => {
    const answer = (request.response ?? {}) as { ok?: boolean; refusal?: Refusal };
    if (answer.ok) {
      change({ state: 'done' });
      added();
    } else change({ state: 'failed', refusal: answer.refusal ?? { code: 'unknown', details: {} } });
  };
  request.onerror = () => change({ state: 'failed', refusal: { code: 'network_failed', details: {} } });
  request.send(form);
  return request;
}
