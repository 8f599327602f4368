import { CircleAlert, CircleCheck, Eye, Info } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { formatMoney } from '~/platform/money';
import { useFormat } from '~/ui/format';
import { toneClass } from '~/ui/tone';
import type { Invoice } from './settlement';

const LOOKS = {
  agrees: { icon: CircleCheck, tone: 'success' },
  differs: { icon: CircleAlert, tone: 'danger' },
  hint: { icon: Info, tone: 'info' },
  by_hand: { icon: Eye, tone: 'waiting' },
} as const;

const AMOUNTS = ['net', 'vat', 'gross'];

/** What was compared with the settlement: what it should say, and what the invoice says where it says something else. */
export function Checks({ checks, currency }: { checks: Invoice['checks']; currency: string }) {
  const { t } = useTranslation('billing');
  const { locale } = useFormat();
  const say = (name: string, values: string[]) => {
    const words = values.map((value) =>
      AMOUNTS.includes(name) && /^-?\d+$/.test(value) ? formatMoney(Number(value), currency, locale) : value,
    );
    return words.join(', ') || t('checks.nothing');
  };
  return (
    <ul className="flex flex-col gap-2" aria-label={t('checks.title')}>
      {checks.map(({ name, result, expected, found }) => {
        const { icon: Icon, tone } = LOOKS[result];
        const plain = name === 'sp_ids' || name === 'foreign_sp_ids' || name === 'kind';
        const missing = expected.filter((id) => !found.includes(id));
        return (
          <li key={name} className="flex gap-2.5">
            <Icon size={16} aria-hidden className={`mt-0.5 flex-none ${toneClass[tone].text}`} />
            <div className="min-w-0 wrap-anywhere" suppressHydrationWarning>
              <strong className="font-medium">{t(`checks.names.${name}`)}</strong>{' '}
              <span className="text-muted">{t(`checks.results.${result}`)}</span>
              {result === 'agrees' && !plain && <span> · {say(name, expected)}</span>}
              {result === 'by_hand' && <span className="block">{say(name, expected)}</span>}
              {result === 'differs' && name === 'sp_ids' && (
                <span className="block">{t('checks.missing', { ids: missing.join(', ') })}</span>
              )}
              {result === 'differs' && name === 'kind' && (
                <span className="block">{t('checks.kind', { code: say(name, found) })}</span>
              )}
              {result === 'differs' && name === 'foreign_sp_ids' && (
                <span className="block">{t('checks.foreign', { ids: found.join(', ') })}</span>
              )}
              {(result === 'differs' || result === 'hint') && !plain && (
                <span className="block">
                  {t('checks.compared', { expected: say(name, expected), found: say(name, found) })}
                </span>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
