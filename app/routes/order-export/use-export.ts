import { type FormEvent, useEffect, useRef, useState } from 'react';
import { ExportRefused, NotAFile, type Received, receiveFile } from './receive-file';

export type ExportState =
  | { state: 'idle' | 'cancelled' }
  | { state: 'running'; received: Received | null }
  | { state: 'failed'; message: string | null }
  | { state: 'done'; rows: number; name: string; url: string };

/** Receives the file of an export form in the page, so that it can show how far it is; without scripts the browser does. */
export function useExport() {
  const [state, setState] = useState<ExportState>({ state: 'idle' });
  const running = useRef<AbortController | null>(null);
  const file = useRef<string | null>(null);
  const forget = () => {
    if (file.current) URL.revokeObjectURL(file.current);
    file.current = null;
  };
  useEffect(
    () => () => {
      running.current?.abort();
      if (file.current) URL.revokeObjectURL(file.current);
    },
    [],
  );

  async function start(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (running.current) return;
    const form = event.currentTarget;
    const params = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    params.set('count', '1');
    const control = new AbortController();
    running.current = control;
    forget();
    setState({ state: 'running', received: null });
    try {
      const { rows, name, content } = await receiveFile(
        `${form.action}?${params}`,
        control.signal,
        (received) => setState({ state: 'running', received }),
      );
      const url = URL.createObjectURL(content);
      file.current = url;
      save(url, name);
      setState({ state: 'done', rows, name, url });
    } catch (error) {
      if (control.signal.aborted) setState({ state: 'cancelled' });
      else if (error instanceof NotAFile) form.submit();
      else setState({ state: 'failed', message: error instanceof ExportRefused ? error.message : null });
    } finally {
      running.current = null;
    }
  }

  return { state, start, cancel: () => running.current?.abort() };
}

function save(url: string, name: string) {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}
