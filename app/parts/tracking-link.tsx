import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { trackingLink } from '~/domain/shipments/carriers';

/** Leads to the carrier's page that follows a tracking number; nothing where the carrier is not known. */
export function TrackingLink({ number, icon }: { number: string; icon?: ReactNode }) {
  const { t, i18n } = useTranslation('shipments');
  const link = trackingLink(number, i18n.language.startsWith('de') ? 'de' : 'en');
  if (!link) return null;
  return (
    <a
      href={link.url}
      target="_blank"
      rel="noreferrer"
      className="inline-flex items-center gap-1 text-accent-text underline underline-offset-3"
    >
      {t('order.follow', { carrier: link.carrier })}
      {icon}
    </a>
  );
}
