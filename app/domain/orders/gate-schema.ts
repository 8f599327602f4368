import { z } from 'zod';
import { flag, position, required, text } from '../companies/schema';

/** Whom a gate is asked of: the sender on the order form, the technician on arrival, or both. */
export const GATE_ASKED = ['sender', 'technician', 'both'] as const;
export type GateAsked = (typeof GATE_ASKED)[number];

/** A gate as administrators set it up. Messages are keys of the namespace `errors`. */
export const gateSchema = z.object({
  labelEn: required(200),
  labelDe: required(200),
  helpEn: text(600),
  helpDe: text(600),
  askedOf: z.enum(GATE_ASKED, 'choose_one'),
  blocking: flag,
  active: flag,
  position,
});

export type GateForm = z.output<typeof gateSchema>;

/** Months that the operator answers for a repair: 0 to 120. */
export const warrantySchema = z.object({
  months: z
    .string()
    .default('')
    .refine((value) => /^\s*\d{1,3}\s*$/.test(value) && Number(value) <= 120, 'months_range')
    .transform(Number),
});
