import { useTranslation } from 'react-i18next';
import { RETAINED } from '~/domain/privacy/rules';
import type { privacyLog } from '~/domain/privacy/subjects.server';
import { useFormat } from '~/ui/format';
import { Panel } from '~/ui/panel';
import { RelativeTime } from '~/ui/relative-time';

type Entry = Awaited<ReturnType<typeof privacyLog>>[number];

/** What was exported and erased last; of people only their internal number. */
export function PrivacyLog({ log }: { log: Entry[] }) {
  const { t } = useTranslation('privacy');
  const format = useFormat();
  return (
    <Panel title={t('log.title')}>
      {log.length === 0 && <p className="text-muted">{t('log.empty')}</p>}
      <ul className="divide-y divide-line">
        {log.map((entry) => (
          <li key={entry.id} className="flex flex-wrap gap-x-3 py-2">
            <span className="min-w-0 flex-1 basis-64">
              <span className="font-medium">{t(`log.${entry.type}`)}</span>
              {': '}
              <Subject data={entry.data} />
            </span>
            <span className="text-muted">
              <RelativeTime
                iso={entry.at}
                relative={format.relative(entry.at)}
                exact={format.dateTime(entry.at)}
              />{' '}
              {t('log.by', { name: entry.actor ?? t('log.portal') })}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Subject({ data }: Pick<Entry, 'data'>) {
  const { t } = useTranslation('privacy');
  if (data.subject === 'people' || data.subject === 'customers')
    return <>{t(`log.${data.subject}`, { id: data.id })}</>;
  const counts = RETAINED.filter((kind) => data[kind]);
  const words = counts.map((kind) => t(`periods.would_${kind}`, { count: data[kind] ?? 0 }));
  return <>{[t('log.retention'), words.join(', ')].join(' · ')}</>;
}
