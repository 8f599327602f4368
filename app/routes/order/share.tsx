import { Form, useSearchParams } from '@remix-run/react';
import { Link2, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ShownGuestLink } from '~/domain/orders/share-order.server';
import { ButtonLink } from '~/ui/button';
import { useFormat } from '~/ui/format';
import { IconButton } from '~/ui/icon-button';
import { Notice } from '~/ui/notice';
import { Panel } from '~/ui/panel';

type Props = {
  number: string;
  /** Null for those who give no links. */
  links: ShownGuestLink[] | null;
};

const DONE = ['mailed', 'revoked'] as const;

/** Who can see the order without an account, and the way to let somebody, or no longer. */
export function Share({ number, links }: Props) {
  const { t } = useTranslation('guest');
  const [search] = useSearchParams();
  const done = DONE.find((one) => one === search.get('shared'));
  if (!links) return null;
  return (
    <Panel id="share" title={t('share.title')}>
      {done && (
        <div className="mb-3">
          <Notice tone="success" role="status" title={t(`share.${done}`)} />
        </div>
      )}
      {links.length === 0 && <p className="text-muted">{t('share.none')}</p>}
      <ul className="flex flex-col gap-3">
        {links.map((link) => (
          <LinkRow key={link.id} number={number} link={link} />
        ))}
      </ul>
      <div className="no-print mt-4">
        <ButtonLink to={`/orders/${number}/share`} icon={<Link2 size={16} aria-hidden />}>
          {t('share.open')}
        </ButtonLink>
      </div>
    </Panel>
  );
}

function LinkRow({ number, link }: { number: string; link: ShownGuestLink }) {
  const { t } = useTranslation('guest');
  const format = useFormat();
  const who = [link.name, link.email].filter(Boolean).join(' · ') || t('share.unnamed');
  const given = link.createdBy ? t('share.by', { name: link.createdBy }) : t('share.by_request');
  const opened = link.lastUsedAt
    ? t('share.opened', { time: format.relative(link.lastUsedAt) })
    : t('share.never_opened');
  return (
    <li className="flex items-start justify-between gap-2">
      <div className="min-w-0">
        <p className="font-medium wrap-anywhere">{who}</p>
        <p className="text-xs text-muted" suppressHydrationWarning>
          {[
            t(`share.scopes.${link.scope}`),
            t('share.until', { day: format.date(link.expiresAt) }),
            given,
            opened,
          ].join(' · ')}
        </p>
      </div>
      <Form method="post" action={`/orders/${number}/share`} className="no-print">
        <input type="hidden" name="intent" value="revoke" />
        <input type="hidden" name="link" value={link.id} />
        <IconButton
          type="submit"
          size="small"
          label={t('share.revoke', { name: who })}
          icon={<X size={14} aria-hidden />}
        />
      </Form>
    </li>
  );
}
