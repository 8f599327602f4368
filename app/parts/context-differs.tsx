import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '~/ui/notice';
import { useHydrated } from '~/ui/use-hydrated';
import { useOrderingContext } from './use-ordering-context';

type Props = {
  /** For whom the order is: a number, a name, or both as the form writes them. */
  customer: string;
  /** What can be done about it, with script. */
  action?: ReactNode;
};

/** Says calmly that an order is for another customer than the one that this browser is ordering for. */
export function ContextDiffers({ customer, action }: Props) {
  const { t } = useTranslation('customers');
  const hydrated = useHydrated();
  const context = useOrderingContext();
  if (!context || context.ended || customer.trim() === '') return null;
  const { number, name } = context;
  const same = [number, name, `${number} · ${name}`].some(
    (one) => one.toLowerCase() === customer.trim().toLowerCase(),
  );
  if (same) return null;
  return (
    <Notice title={t('context.differs', { context: name, customer })} actions={hydrated && action}>
      {t('context.differs_text')}
    </Notice>
  );
}
