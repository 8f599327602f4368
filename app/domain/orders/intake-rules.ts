import type { Locale } from '~/platform/i18n/locale';

/** Which gates of an order are settled, and by whom. Pure, for pages, papers and commands alike. */

/** What the operator wants settled before a device is worked on. */
export type Gate = {
  id: number;
  labelEn: string;
  labelDe: string;
  askedOf: string;
  /** Not met, it keeps the diagnosis from starting. */
  blocking: boolean;
};

/** What a technician found for a gate, with its words as they were; `met` is null for one not looked at. */
export type GateAnswer = { gateId: number; label: Record<Locale, string>; met: boolean | null };

/** What the sender was asked and said, as the submission keeps it. */
export type SenderGate = { gateId: number; label: string; confirmed: boolean };

export type GateState<Asked extends Gate = Gate> = {
  gate: Asked;
  met: boolean | null;
  /** Whose word it is; null while nobody has said anything. */
  by: 'technician' | 'sender' | null;
  /** The sender was asked and confirmed it. */
  confirmed: boolean;
};

/**
 * How each gate stands: the technician's word counts; without it the sender's confirmation does, where the gate is asked of
 * the sender alone.
 */
export function gateStates<Asked extends Gate>(
  gates: readonly Asked[],
  said: readonly SenderGate[],
  found: readonly GateAnswer[],
): GateState<Asked>[] {
  return gates.map((gate) => {
    const confirmed = said.some(({ gateId, confirmed }) => gateId === gate.id && confirmed);
    const met = found.find(({ gateId }) => gateId === gate.id)?.met ?? null;
    if (met !== null) return { gate, met, by: 'technician', confirmed };
    if (confirmed && gate.askedOf === 'sender') return { gate, met: true, by: 'sender', confirmed };
    return { gate, met: null, by: null, confirmed };
  });
}

/** The gates that keep the diagnosis from starting. */
export function blockers<Asked extends Gate>(states: readonly GateState<Asked>[]): GateState<Asked>[] {
  return states.filter(({ gate, met }) => gate.blocking && met !== true);
}

/** The form field of a gate. */
export const gateField = (gateId: number) => `gate-${gateId}` as const;
