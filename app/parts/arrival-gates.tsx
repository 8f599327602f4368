import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Gate, GateState } from '~/domain/orders/intake-rules';

/** Reads what a gate says in the reader's language. */
export function useGateLabel() {
  const { i18n } = useTranslation();
  const german = i18n.language.startsWith('de');
  return ({ labelEn, labelDe }: Gate): string => (german ? labelDe : labelEn);
}

/** How the gates of an order stand, each in words and with a mark. */
export function ArrivalGates({ gates }: { gates: GateState[] }) {
  const { t } = useTranslation('intake');
  const label = useGateLabel();
  if (gates.length === 0) return null;
  const mark = (met: boolean | null) => {
    if (met === null) return <CircleDashed size={16} aria-hidden className="mt-0.5 flex-none text-muted" />;
    if (met) return <CircleCheck size={16} aria-hidden className="mt-0.5 flex-none text-success-text" />;
    return <CircleAlert size={16} aria-hidden className="mt-0.5 flex-none text-danger-text" />;
  };
  const word = (met: boolean | null) => t(met === null ? 'gates.open' : met ? 'gates.met' : 'gates.unmet');
  return (
    <ul className="mt-4 flex flex-col gap-2 border-t border-line pt-3">
      {gates.map(({ gate, met, by }) => (
        <li key={gate.id} className="flex gap-2">
          {mark(met)}
          <span className="min-w-0">
            <span className="wrap-anywhere">{label(gate)}</span>{' '}
            <span className="block text-xs text-muted">
              {by === 'sender' ? t('gates.confirmed') : word(met)}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
