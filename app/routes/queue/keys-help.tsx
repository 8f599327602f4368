import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/button';

const KEYS = [
  ['next', ['j', '↓']],
  ['previous', ['k', '↑']],
  ['open', ['Enter']],
  ['tick', ['x']],
  ['assign', ['a']],
  ['status', ['s']],
  ['scan', ['o']],
  ['clear', ['Esc']],
  ['help', ['?']],
] as const;

/** Which key does what. */
export function KeysHelp({ dialog }: { dialog: RefObject<HTMLDialogElement> }) {
  const { t } = useTranslation('desk');
  return (
    <dialog ref={dialog} className="float dialog" aria-labelledby="keys-title">
      <div className="p-5">
        <h2 id="keys-title" className="mb-3 text-base">
          {t('queue.keys.title')}
        </h2>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-4 gap-y-2">
          {KEYS.map(([name, keys]) => (
            <div key={name} className="contents">
              <dt className="flex gap-1.5">
                {keys.map((key) => (
                  <kbd
                    key={key}
                    className="min-w-6 rounded-sm border border-line-strong bg-sunken px-1.5 text-center text-xs leading-6"
                  >
                    {key}
                  </kbd>
                ))}
              </dt>
              <dd>{t(`queue.keys.${name}`)}</dd>
            </div>
          ))}
        </dl>
        <p className="mt-3 text-soft">{t('queue.keys.scanner')}</p>
        <form method="dialog" className="mt-4">
          <Button type="submit">{t('queue.keys.close')}</Button>
        </form>
      </div>
    </dialog>
  );
}
