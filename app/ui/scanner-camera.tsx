import { useEffect, useRef, useState } from 'react';
import { Notice } from './notice';
import { makeDecoder } from './scanner-decoder';
import { Spinner } from './spinner';

export type CameraProblem = 'refused' | 'missing' | 'insecure' | 'failed';

type Props = {
  /** Told of each code once, and again only after it was out of sight for a while. */
  onCode: (code: string) => void;
  labels: { view: string; starting: string; problems: Record<CameraProblem, string> };
};

const EVERY_MS = 120;
const FORGET_MS = 3_000;

/** The camera's picture; reads the codes in it until it is taken away. */
export function ScannerCamera({ onCode, labels }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const tell = useRef(onCode);
  tell.current = onCode;
  const [state, setState] = useState<'starting' | 'on' | CameraProblem>('starting');

  useEffect(() => {
    const stopped = new AbortController();
    const view = video.current;
    if (view)
      watch(
        view,
        (code) => tell.current(code),
        () => setState('on'),
        stopped.signal,
      ).catch((error) => {
        if (!stopped.signal.aborted) setState(problemOf(error));
      });
    return () => stopped.abort();
  }, []);

  const problem = state === 'starting' || state === 'on' ? null : state;
  return (
    <div>
      {problem && (
        <Notice tone="danger" role="alert">
          {labels.problems[problem]}
        </Notice>
      )}
      <div className={problem ? 'hidden' : 'scanner-view'}>
        <video ref={video} muted playsInline aria-label={labels.view} />
        {state === 'starting' && (
          <p role="status" className="scanner-starting">
            <Spinner /> {labels.starting}
          </p>
        )}
      </div>
    </div>
  );
}

function problemOf(error: unknown): CameraProblem {
  if (!navigator.mediaDevices) return 'insecure';
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'missing' : 'failed';
}

/** Shows the rear camera in `view` and tells of the codes it sees, until the signal ends it. */
async function watch(
  view: HTMLVideoElement,
  tell: (code: string) => void,
  started: () => void,
  stopped: AbortSignal,
): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } },
  });
  const end = () => {
    for (const track of stream.getTracks()) track.stop();
  };
  if (stopped.aborted) return end();
  stopped.addEventListener('abort', end);
  view.srcObject = stream;
  await view.play();
  const decode = await makeDecoder();
  started();
  const seen = new Map<string, number>();
  while (!stopped.aborted) {
    for (const code of await decode(view)) {
      const last = seen.get(code) ?? Number.NEGATIVE_INFINITY;
      seen.set(code, performance.now());
      if (performance.now() - last > FORGET_MS && !stopped.aborted) tell(code);
    }
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
}
