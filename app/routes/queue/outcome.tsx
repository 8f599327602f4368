import { useTranslation } from 'react-i18next';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { Notice } from '~/ui/notice';
import type { QueueAnswer } from './run-command.server';

/** How many refused orders are named; of the others there is the number. */
const NAMED = 20;

/** What was done, and with which orders it was not, with the reason of each. */
export function Outcome({ answer: { command, done, refused } }: { answer: QueueAnswer }) {
  const { t } = useTranslation('desk');
  const { say } = useErrorText();
  return (
    <div className="mb-4 flex flex-col gap-2">
      {done > 0 && (
        <Notice tone="success" role="status" title={t(`queue.done.${command}`, { count: done })} />
      )}
      {refused.length > 0 && (
        <Notice tone="danger" role="alert" title={t('queue.refused', { count: refused.length })}>
          <ul className="mt-1 space-y-0.5">
            {refused.slice(0, NAMED).map(({ number, code }) => (
              <li key={number} className="wrap-anywhere">
                <span className="tabular font-medium">{number}</span> {say(code)}
              </li>
            ))}
            {refused.length > NAMED && <li>{t('queue.refused_more', { count: refused.length - NAMED })}</li>}
          </ul>
        </Notice>
      )}
    </div>
  );
}
