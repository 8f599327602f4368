import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/button';
import { useFormat } from '~/ui/format';
import { Panel } from '~/ui/panel';
import { RelativeTime } from '~/ui/relative-time';
import { StatusBadge } from '~/ui/status-badge';

type Session = {
  id: number;
  device: { browser: string; system: string };
  address: string;
  method: string;
  createdAt: string;
  lastSeenAt: string;
  current: boolean;
};

const METHODS = ['password', 'totp', 'recovery', 'passkey', 'oidc'] as const;

/** Every browser in which the person is signed in, with a way to end each, and all. */
export function SessionList({ sessions }: { sessions: Session[] }) {
  const { t } = useTranslation(['account', 'security']);
  const format = useFormat();
  const nameOf = ({ browser, system }: Session['device']) =>
    browser && system ? t('sessions.on', { browser, system }) : browser || system || t('sessions.unknown');
  const methodOf = ({ method }: Session) => {
    const known = METHODS.find((one) => one === method);
    return known ? t(`security:method.${known}`) : '';
  };
  return (
    <Panel title={t('sessions.title')}>
      <p className="text-muted">{t('sessions.text')}</p>
      <ul className="my-4 divide-y divide-line border-y border-line">
        {sessions.map((session) => (
          <li key={session.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-2 font-medium">
                {nameOf(session.device)}
                {session.current && <StatusBadge tone="success">{t('sessions.this')}</StatusBadge>}
              </p>
              <p className="text-muted">
                {t('sessions.last_seen')}{' '}
                <RelativeTime
                  iso={session.lastSeenAt}
                  relative={format.relative(session.lastSeenAt)}
                  exact={format.dateTime(session.lastSeenAt)}
                />
                {' · '}
                {t('sessions.since')} {format.date(session.createdAt)} {methodOf(session)}
                {session.address && ` · ${t('sessions.address', { address: session.address })}`}
              </p>
            </div>
            {!session.current && (
              <Form method="post">
                <input type="hidden" name="sessionId" value={session.id} />
                <Button
                  type="submit"
                  name="intent"
                  value="end-session"
                  size="small"
                  aria-label={t('sessions.end_one', { device: nameOf(session.device) })}
                >
                  {t('sessions.end')}
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      <Form method="post" className="flex flex-wrap gap-2">
        {sessions.length > 1 && (
          <Button type="submit" name="intent" value="end-others">
            {t('sessions.end_others')}
          </Button>
        )}
        <Button type="submit" name="intent" value="end-all" variant="danger">
          {t('sessions.end_all')}
        </Button>
      </Form>
    </Panel>
  );
}
