import { z } from 'zod';
import { flag, position, required, text } from '../companies/schema';
import { ITEM_KINDS } from './rules';

/** The operator's set-up of services on site. Messages are keys of the namespace `errors`. */

export const serviceTypeSchema = z.object({
  code: required(60),
  nameEn: required(200),
  nameDe: required(200),
  position,
  active: flag,
});

export type ServiceTypeForm = z.output<typeof serviceTypeSchema>;

/** A question of a checklist. */
export const checklistItemSchema = z.object({
  kind: z.enum(ITEM_KINDS, 'choose_one'),
  labelEn: required(300),
  labelDe: required(300),
  helpEn: text(600),
  helpDe: text(600),
  required: flag,
  position,
  active: flag,
});

export type ChecklistItemForm = z.output<typeof checklistItemSchema>;
