import { cx } from '~/ui/cx';
import { type Tone, toneClass } from '~/ui/tone';

const TONES: Record<string, Tone> = { GET: 'info', POST: 'success', PUT: 'progress', DELETE: 'danger' };

/** The method of a request, in its colour. */
export function Method({ method, small = false }: { method: string; small?: boolean }) {
  const tone = toneClass[TONES[method] ?? 'neutral'];
  return (
    <span
      className={cx(
        'inline-flex flex-none rounded-sm font-mono text-xs font-semibold',
        small ? tone.text : `${tone.soft} px-2 py-0.5`,
      )}
    >
      {method}
    </span>
  );
}
